import type { RoleKey } from '@keyline/auth';
import type { DataScope } from '@keyline/schema';

/** What product.md says of a role (People): the scopes in which it sees data, and what it does with accounts. */
interface RoleRow {
  readonly scopes: readonly DataScope[];
  readonly accounts: readonly string[];
}

const reads = ['accounts.read', 'contacts.read', 'interactions.read', 'team.read'];
const keeps = [
  'accounts.update',
  'contacts.read_private',
  'contacts.write',
  'interactions.write',
  'team.write',
];

/** Written by hand, beside the catalogue: where the two differ, one of them is wrong. */
export const roleTable: Readonly<Record<RoleKey, RoleRow>> = {
  account_manager: { scopes: ['own', 'team'], accounts: [...reads, ...keeps, 'accounts.create'] },
  informant: { scopes: ['own'], accounts: ['accounts.read', 'accounts.create'] },
  opportunity_manager: { scopes: ['unit'], accounts: [...reads, 'accounts.create'] },
  survey_engineer: { scopes: ['unit'], accounts: reads },
  support_specialist: { scopes: ['tenant'], accounts: [...reads, 'interactions.write'] },
  business_supervisor: { scopes: ['unit'], accounts: reads },
  branch_manager: { scopes: ['unit'], accounts: [...reads, ...keeps] },
  contract_manager: { scopes: ['tenant'], accounts: reads },
  service_agent: {
    scopes: ['unit'],
    accounts: [...reads, 'contacts.read_private', 'interactions.write', 'accounts.create'],
  },
  service_supervisor: { scopes: ['tenant'], accounts: reads },
  partner_manager: { scopes: ['tenant'], accounts: reads },
  partner: { scopes: ['partner'], accounts: [] },
  executive: { scopes: ['tenant'], accounts: reads },
  administrator: { scopes: ['tenant'], accounts: [...reads, ...keeps, 'accounts.create'] },
};

export const roleKeys = Object.keys(roleTable) as RoleKey[];

/** The permissions that the table decides about; of others the catalogue says who holds them. */
export const tabled: ReadonlySet<string> = new Set(roleTable.administrator.accounts);

/** Where a record lies, as seen from the one who asks. */
export const places = ['own', 'team', 'unit', 'other unit', 'other tenant'] as const;
export type Place = (typeof places)[number];

/** Whether a role's scopes hold what lies there. */
export function isInScope(role: RoleKey, place: Place): boolean {
  const holds: Readonly<Record<DataScope, readonly Place[]>> = {
    own: ['own'],
    team: ['own', 'team'],
    unit: ['unit'],
    tenant: ['own', 'team', 'unit', 'other unit'],
    partner: [],
  };
  return roleTable[role].scopes.some((scope) => holds[scope].includes(place));
}
