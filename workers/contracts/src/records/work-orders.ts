import { peopleStatement } from '@keyline/cases';
import { accounts, events, processes, users } from '@keyline/schema';
import { statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const confirmed = sql`FROM ${events} e WHERE e.tenant_id = ${tenant} AND e.id = ${value('eventId')}`;

/** The account of an opportunity that was confirmed, by the event that tells of it. */
export const accountOfConfirmed = statement({
  values: ['eventId'],
  row: { id: accounts.id, name: accounts.name, orgUnitId: accounts.orgUnitId },
  sql: sql`SELECT a.id AS "id", a.name AS "name", a.org_unit_id AS "orgUnitId" FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = (SELECT coalesce(e.data ->> '$.accountId', e.account_id) ${confirmed})`,
});

/** Its owner, as long as he can act. */
export const ownerOfConfirmed = statement({
  values: ['eventId'],
  row: { id: users.id },
  sql: sql`SELECT u.id AS "id" FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = (SELECT e.data ->> '$.ownerId' ${confirmed}) AND u.status = 'active'`,
});

/** The people around the contract that is to be made of it: in its unit, else in that of its account. */
export const peopleOfConfirmed = peopleStatement(
  sql`SELECT coalesce((SELECT e.data ->> '$.orgUnitId' ${confirmed}), (SELECT a.org_unit_id FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = (SELECT coalesce(e.data ->> '$.accountId', e.account_id) ${confirmed}))), p.roles FROM ${processes} p WHERE p.tenant_id = ${tenant} AND p.key = ${value('key')} AND p.state = 'published'`,
  ['eventId', 'key'],
);
