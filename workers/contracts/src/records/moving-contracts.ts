import { contracts, handovers } from '@keyline/schema';
import { statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const row = { id: contracts.id, version: contracts.version, accountId: contracts.accountId };
const told = sql`c.id AS "id", c.version AS "version", c.account_id AS "accountId"`;

/** Up to `limit` contracts of the leaver of a handover that have not ended; the others stay his. */
export const contractsOfLeaver = statement({
  values: ['id', 'limit'],
  row,
  sql: sql`SELECT ${told} FROM ${contracts} c INDEXED BY contracts_open_by_owner WHERE c.tenant_id = ${tenant} AND c.owner_id = (SELECT h.user_id FROM ${handovers} h WHERE h.tenant_id = ${tenant} AND h.id = ${value('id')}) AND c.outcome IS NULL LIMIT ${value('limit')}`,
});

/** Up to `limit` contracts of a unit. */
export const contractsOfUnit = statement({
  values: ['id', 'limit'],
  row,
  sql: sql`SELECT ${told} FROM ${contracts} c INDEXED BY contracts_by_org_unit WHERE c.tenant_id = ${tenant} AND c.org_unit_id = ${value('id')} LIMIT ${value('limit')}`,
});
