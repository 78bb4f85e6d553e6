import { grants, type Scoped, within } from '@keyline/auth';
import { inputError } from '@keyline/http';
import { type InputError, idField } from '@keyline/kernel';
import { orgUnits, partners, users } from '@keyline/schema';
import {
  asBoolean,
  type Bound,
  changed,
  columns,
  first,
  type Moment,
  must,
  type Subject,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';
import { type PartnerMove, stateAfter } from '../domain/partner-input.ts';
import { some } from '../problems.ts';
import { partnerView, viewPartner } from '../views.ts';

export const partnerSubject: Subject<typeof partners> = {
  type: 'partner',
  table: partners,
  accountOf: () => null,
  logged(row) {
    const {
      id: _,
      version: __,
      createdAt: ___,
      updatedAt: ____,
      createdBy: _____,
      ...fields
    } = viewPartner(row);
    return fields;
  },
};

/** How partners fall into scopes. */
export const partnerScoped: Scoped = {
  owner: partners.ownerId,
  creator: partners.createdBy,
  unit: partners.orgUnitId,
  partner: partners.id,
};

export const partnerRow = {
  id: partners.id,
  version: partners.version,
  createdAt: partners.createdAt,
  updatedAt: partners.updatedAt,
  createdBy: partners.createdBy,
  name: partners.name,
  kind: partners.kind,
  state: partners.state,
  ownerId: partners.ownerId,
  orgUnitId: partners.orgUnitId,
  contactName: partners.contactName,
  phone: partners.phone,
  email: partners.email,
  note: partners.note,
};

/** One partner that the caller sees, with whether the permission reaches it. */
export function visiblePartner(permission: string) {
  return statement({
    values: ['id'],
    row: { ...partnerRow, permitted: asBoolean },
    sql: sql`WITH ${grants('partners.read', permission)} SELECT ${columns(partnerRow, 'a')}, ${within(permission, 'a', partnerScoped)} AS "permitted" FROM ${partners} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${within('partners.read', 'a', partnerScoped)}`,
  });
}

export const partnerByName = statement({
  values: ['name'],
  row: { id: partners.id },
  sql: sql`SELECT ${partners.id} AS "id" FROM ${partners} WHERE ${partners.tenantId} = ${tenant} AND ${partners.name} = ${value('name')}`,
});

const activeUser = statement({
  values: ['id'],
  row: { id: users.id },
  sql: sql`SELECT ${users.id} AS "id" FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${value('id')} AND ${users.status} = 'active'`,
});

const unitById = statement({
  values: ['id'],
  row: { id: orgUnits.id },
  sql: sql`SELECT ${orgUnits.id} AS "id" FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant} AND ${orgUnits.id} = ${value('id')} AND ${orgUnits.state} = 'active'`,
});

const mustBeTaking = must(
  ['id'],
  sql`SELECT ${orgUnits.state} = 'active' FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant} AND ${orgUnits.id} = ${value('id')}`,
);
const mustBeActive = must(
  ['id'],
  sql`SELECT ${users.status} = 'active' FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${value('id')}`,
);

/** At the commit: the unit that is named has not gone over into another, and the user in charge can act. */
export function partnerMusts({ ownerId, orgUnitId }: CheckedPartner): Bound[] {
  return [
    ...(ownerId ? [mustBeActive.bind({ id: ownerId })] : []),
    ...(orgUnitId ? [mustBeTaking.bind({ id: orgUnitId })] : []),
  ];
}

/** What of a partner's input is checked against other records. */
export interface CheckedPartner {
  readonly name?: string | undefined;
  readonly ownerId?: string | null | undefined;
  readonly orgUnitId?: string | null | undefined;
}

/** The loads behind those checks. */
export function partnerChecks({ name, ownerId, orgUnitId }: CheckedPartner) {
  return {
    namesake: name === undefined ? undefined : first(partnerByName.bind({ name })),
    owner: ownerId ? first(activeUser.bind({ id: ownerId })) : undefined,
    unit: orgUnitId ? first(unitById.bind({ id: orgUnitId })) : undefined,
  };
}

/** References of the input that lead nowhere. */
export function referenceErrors(
  { ownerId, orgUnitId }: CheckedPartner,
  { owner, unit }: { readonly owner?: object | undefined; readonly unit?: object | undefined },
): InputError[] {
  return [
    ...(ownerId && owner === undefined ? [inputError('/ownerId', 'unknown_reference')] : []),
    ...(orgUnitId && unit === undefined ? [inputError('/orgUnitId', 'unknown_reference')] : []),
  ];
}

const partnerToMove = visiblePartner('partners.write');

/** What the actions on a partner share: all but their names and the event they write. */
export const partnerAction = {
  tag: 'Partners',
  permission: 'partners.write',
  params: { partnerId: idField('partner') },
  answer: { status: 200, description: 'The partner as it is now.', schema: partnerView },
  problems: some('partner.not_found', 'partner.state_forbids'),
  load: ({ params }: { readonly params: { readonly partnerId: string } }) => ({
    partner: first(partnerToMove.bind({ id: params.partnerId })),
  }),
  required: { partner: 'partner.not_found' },
  versioned: 'partner',
} as const;

/** The decision of such an action; undefined when the partner's state forbids it. */
export function movedPartner(
  moment: Moment,
  partner: ReturnType<typeof partnerToMove.decode>,
  move: PartnerMove,
  type: string,
) {
  const state = stateAfter(move, partner.state);
  if (state === undefined) return undefined;
  const { permitted: _, ...row } = partner;
  const made = changed(moment, partnerSubject, row, { state }, { type });
  return { changes: [made], body: viewPartner(made.row) };
}
