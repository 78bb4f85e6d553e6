import { newId } from '@keyline/kernel';
import { type NamingReason, namedParties } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { type Bound, statement, tenant, value } from './statement.ts';
import { insert } from './writes.ts';

/** A person, or whoever holds a role in a unit; without a unit, anywhere in the tenant. */
export type Party =
  | { readonly userId: string }
  | { readonly roleId: string; readonly orgUnitId: string | null };

/** What is open, and what it is about. */
export interface Naming {
  readonly subject: { readonly type: string; readonly id: string };
  /** The account that the subject is or hangs on; null: none. */
  readonly accountId: string | null;
  readonly reason: NamingReason;
  /** The id of the task, approval or auction that is open. */
  readonly causeId: string;
  /** Business time, milliseconds. */
  readonly openedAt: number;
}

/**
 * Lets a party see the public part of a record as long as something open names it; part of the commit that
 * opens it.
 */
export function nameParty({ subject, ...naming }: Naming, party: Party): Bound {
  const nobody = { userId: null, roleId: null, orgUnitId: null };
  return insert(namedParties, {
    id: newId('named_party'),
    subjectType: subject.type,
    subjectId: subject.id,
    ...naming,
    ...nobody,
    ...party,
  });
}

const namingMany = statement({
  values: ['rows'],
  sql: sql`INSERT INTO ${namedParties} (tenant_id, id, subject_type, subject_id, account_id, reason, cause_id, user_id, role_id, org_unit_id, opened_at) SELECT ${tenant}, j.value ->> 'id', j.value ->> 'subjectType', j.value ->> 'subjectId', j.value ->> 'accountId', j.value ->> 'reason', j.value ->> 'causeId', j.value ->> 'userId', j.value ->> 'roleId', j.value ->> 'orgUnitId', j.value ->> 'openedAt' FROM json_each(${value('rows')}) j`,
});

/** The same for many parties, such as a role in every unit of a branch: one statement, however many they are. */
export function nameParties({ subject, ...naming }: Naming, parties: readonly Party[]): Bound[] {
  if (parties.length === 0) return [];
  const of = { subjectType: subject.type, subjectId: subject.id, ...naming };
  const rows = parties.map((party) => ({ id: newId('named_party'), ...of, ...party }));
  return [namingMany.bind({ rows: JSON.stringify(rows) })];
}

const moving = statement({
  values: ['from', 'into'],
  sql: sql`UPDATE ${namedParties} SET org_unit_id = ${value('into')} WHERE ${namedParties.tenantId} = ${tenant} AND ${namedParties.orgUnitId} = ${value('from')}`,
});

/** Who was named by a role in one unit is so in another from now on; part of the commit that merges the units. */
export function moveParties(from: string, into: string): Bound {
  return moving.bind({ from, into });
}

const handing = statement({
  values: ['userId', 'toUserId'],
  sql: sql`UPDATE ${namedParties} SET user_id = ${value('toUserId')} WHERE ${namedParties.tenantId} = ${tenant} AND ${namedParties.userId} = ${value('userId')}`,
});

/** What open work names to one person it names to another from now on; part of the commit that hands it over. */
export function handOverNamings(userId: string, toUserId: string): Bound {
  return handing.bind({ userId, toUserId });
}

const releasing = statement({
  values: ['causeId'],
  sql: sql`DELETE FROM ${namedParties} WHERE ${namedParties.tenantId} = ${tenant} AND ${namedParties.causeId} = ${value('causeId')}`,
});

/** Takes back all that a task, approval or auction named; part of the commit that closes it. */
export function releaseParties(causeId: string): Bound {
  return releasing.bind({ causeId });
}
