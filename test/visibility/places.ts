import type { RoleKey } from '@keyline/auth';
import type { DataScope } from '@keyline/schema';
import { roleTable } from './role-table.ts';

/** Where a record lies, as seen from the one who asks. */
export const places = [
  'own',
  'made',
  'named',
  'team',
  'unit',
  'other unit',
  'partner',
  'other tenant',
] as const;
export type Place = (typeof places)[number];

/** How a kind of record falls into scopes: its table, and the columns that say so. `created_by` is in all. */
interface PlacedKind {
  /** Its ids begin so. */
  readonly prefix: string;
  readonly table: string;
  /** Who sees it at all holds this. */
  readonly seenBy: string;
  /** The operation whose example makes one. */
  readonly make: string;
  readonly owner?: string;
  readonly unit?: string;
  /** It is an account, which has a team. What hangs on accounts lies where they lie. */
  readonly hasTeam?: true;
  /** It is a partner, whose people and keys act. */
  readonly isPartner?: true;
  /** It is for who has it and for whom it names, whatever their scopes, and for nobody else. */
  readonly isPersonal?: true;
}

/** Every kind that falls into scopes. One that has an account and no columns of its own is placed by it. */
export const placedKinds = {
  account: {
    ...{ prefix: 'acc', table: 'accounts', seenBy: 'accounts.read', make: 'createAccount' },
    ...{ owner: 'owner_id', unit: 'org_unit_id', hasTeam: true },
  },
  case: {
    ...{ prefix: 'cas', table: 'cases', seenBy: 'cases.read', make: 'createCase' },
    ...{ owner: 'owner_id', unit: 'org_unit_id' },
  },
  contract: {
    ...{ prefix: 'con', table: 'contracts', seenBy: 'contracts.read', make: 'createContract' },
    ...{ owner: 'owner_id', unit: 'org_unit_id' },
  },
  ticket: {
    ...{ prefix: 'tic', table: 'tickets', seenBy: 'tickets.read', make: 'createTicket' },
    ...{ owner: 'owner_id', unit: 'org_unit_id' },
  },
  opportunity: {
    ...{ prefix: 'opp', table: 'opportunities', seenBy: 'opportunities.read', make: 'createOpportunity' },
    ...{ owner: 'owner_id', unit: 'org_unit_id' },
  },
  lead: {
    ...{ prefix: 'lea', table: 'leads', seenBy: 'leads.read', make: 'submitLead' },
    unit: 'org_unit_id',
  },
  partner: {
    ...{ prefix: 'par', table: 'partners', seenBy: 'partners.read', make: 'createPartner' },
    ...{ owner: 'owner_id', unit: 'org_unit_id', isPartner: true },
  },
  import: { prefix: 'imp', table: 'imports', seenBy: 'imports.read', make: 'createImport' },
  task: {
    ...{ prefix: 'tsk', table: 'tasks', seenBy: 'tasks.read', make: 'createCase' },
    ...{ owner: 'assignee_id', isPersonal: true },
  },
} as const satisfies Readonly<Record<string, PlacedKind>>;

export type KindName = keyof typeof placedKinds;

export const kindOf = (name: KindName): PlacedKind => placedKinds[name];

/** Whether a record of this kind can lie there. */
export function canLie(name: KindName, place: Place): boolean {
  const { owner, unit, hasTeam, isPartner, isPersonal = false } = kindOf(name);
  if (place === 'named') return isPersonal;
  if (place === 'made') return !isPersonal;
  if (place === 'own') return owner !== undefined;
  if (place === 'unit') return unit !== undefined;
  if (place === 'team') return hasTeam === true;
  return place === 'partner' ? isPartner === true : true;
}

/** The places that each scope holds; the owner of an account is in its team. */
const held: Readonly<Record<DataScope, readonly Place[]>> = {
  own: ['own'],
  team: ['own', 'team'],
  unit: ['unit'],
  tenant: ['own', 'team', 'unit', 'other unit', 'partner'],
  partner: ['partner'],
};

/** Whether a role sees what lies there: by its scopes, or because he made it himself, or because it is his. */
export function isInScope(role: RoleKey, place: Place, name?: KindName): boolean {
  if (name !== undefined && kindOf(name).isPersonal) return place === 'own' || place === 'named';
  return place === 'made' || roleTable[role].scopes.some((scope) => held[scope].includes(place));
}
