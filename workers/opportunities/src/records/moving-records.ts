import { handovers, leads, opportunities, partners } from '@keyline/schema';
import { statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const partnerRow = { id: partners.id, version: partners.version };
const opportunityRow = {
  id: opportunities.id,
  version: opportunities.version,
  accountId: opportunities.accountId,
};
const told = sql`o.id AS "id", o.version AS "version", o.account_id AS "accountId"`;
const leaver = sql`(SELECT h.user_id FROM ${handovers} h WHERE h.tenant_id = ${tenant} AND h.id = ${value('id')})`;

/** Up to `limit` partners of the leaver of a handover. */
export const partnersOfLeaver = statement({
  values: ['id', 'limit'],
  row: partnerRow,
  sql: sql`SELECT p.id AS "id", p.version AS "version" FROM ${partners} p INDEXED BY partners_by_owner WHERE p.tenant_id = ${tenant} AND p.owner_id = ${leaver} LIMIT ${value('limit')}`,
});

/** Up to `limit` partners of a unit. */
export const partnersOfUnit = statement({
  values: ['id', 'limit'],
  row: partnerRow,
  sql: sql`SELECT p.id AS "id", p.version AS "version" FROM ${partners} p INDEXED BY partners_by_org_unit WHERE p.tenant_id = ${tenant} AND p.org_unit_id = ${value('id')} LIMIT ${value('limit')}`,
});

/** Up to `limit` opportunities of the leaver of a handover, also what was signed or lost: his successor answers for it. */
export const opportunitiesOfLeaver = statement({
  values: ['id', 'limit'],
  row: opportunityRow,
  sql: sql`SELECT ${told} FROM ${opportunities} o INDEXED BY opportunities_by_owner WHERE o.tenant_id = ${tenant} AND o.owner_id = ${leaver} LIMIT ${value('limit')}`,
});

/** Up to `limit` opportunities of a unit. */
export const opportunitiesOfUnit = statement({
  values: ['id', 'limit'],
  row: opportunityRow,
  sql: sql`SELECT ${told} FROM ${opportunities} o INDEXED BY opportunities_by_org_unit WHERE o.tenant_id = ${tenant} AND o.org_unit_id = ${value('id')} LIMIT ${value('limit')}`,
});

/** Up to `limit` leads of a unit. They have no owner. */
export const leadsOfUnit = statement({
  values: ['id', 'limit'],
  row: { id: leads.id, version: leads.version, accountId: leads.accountId },
  sql: sql`SELECT l.id AS "id", l.version AS "version", l.account_id AS "accountId" FROM ${leads} l INDEXED BY leads_by_org_unit WHERE l.tenant_id = ${tenant} AND l.org_unit_id = ${value('id')} LIMIT ${value('limit')}`,
});
