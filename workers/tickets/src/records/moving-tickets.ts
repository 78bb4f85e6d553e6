import { handovers, tickets } from '@keyline/schema';
import { statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const row = { id: tickets.id, version: tickets.version, accountId: tickets.accountId };
const found = sql`t.id AS "id", t.version AS "version", t.account_id AS "accountId" FROM ${tickets} t`;

/** Up to `limit` tickets of the leaver of a handover. */
export const ticketsOfLeaver = statement({
  values: ['id', 'limit'],
  row,
  sql: sql`SELECT ${found} INDEXED BY tickets_by_owner WHERE t.tenant_id = ${tenant} AND t.owner_id = (SELECT h.user_id FROM ${handovers} h WHERE h.tenant_id = ${tenant} AND h.id = ${value('id')}) LIMIT ${value('limit')}`,
});

/** Up to `limit` tickets of a unit. */
export const ticketsOfUnit = statement({
  values: ['id', 'limit'],
  row,
  sql: sql`SELECT ${found} INDEXED BY tickets_by_org_unit WHERE t.tenant_id = ${tenant} AND t.org_unit_id = ${value('id')} LIMIT ${value('limit')}`,
});
