import { contracts, handovers, orgUnits, users } from '@keyline/schema';
import { asBoolean, must, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** Contracts that one commit moves. */
export const contractPage = 200;

const row = { id: contracts.id, version: contracts.version, accountId: contracts.accountId };
const told = sql`c.id AS "id", c.version AS "version", c.account_id AS "accountId"`;

/** A handover of work as it is now, with whether its successor can act. */
export const handoverById = statement({
  values: ['id'],
  row: {
    version: handovers.version,
    userId: handovers.userId,
    toUserId: handovers.toUserId,
    state: handovers.state,
    successorActs: asBoolean,
  },
  sql: sql`SELECT h.version AS "version", h.user_id AS "userId", h.to_user_id AS "toUserId", h.state AS "state", u.status = 'active' AS "successorActs" FROM ${handovers} h JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = h.to_user_id WHERE h.tenant_id = ${tenant} AND h.id = ${value('id')}`,
});

/** Up to `limit` contracts of the leaver of a handover that have not ended; the others stay his. */
export const contractsOfLeaver = statement({
  values: ['handoverId', 'limit'],
  row,
  sql: sql`SELECT ${told} FROM ${contracts} c INDEXED BY contracts_open_by_owner WHERE c.tenant_id = ${tenant} AND c.owner_id = (SELECT h.user_id FROM ${handovers} h WHERE h.tenant_id = ${tenant} AND h.id = ${value('handoverId')}) AND c.outcome IS NULL LIMIT ${value('limit')}`,
});

/** At the commit: the handover is as it was seen, and its successor can act. */
export const mustStillRun = must(
  ['id', 'version'],
  sql`SELECT h.state = 'running' AND h.version = ${value('version')} AND u.status = 'active' FROM ${handovers} h JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = h.to_user_id WHERE h.tenant_id = ${tenant} AND h.id = ${value('id')}`,
);

/** Where a unit went over, if it did. */
export const mergedUnit = statement({
  values: ['id'],
  row: { mergedIntoId: orgUnits.mergedIntoId },
  sql: sql`SELECT u.merged_into_id AS "mergedIntoId" FROM ${orgUnits} u WHERE u.tenant_id = ${tenant} AND u.id = ${value('id')}`,
});

/** Up to `limit` contracts of a unit. */
export const contractsOfUnit = statement({
  values: ['id', 'limit'],
  row,
  sql: sql`SELECT ${told} FROM ${contracts} c INDEXED BY contracts_by_org_unit WHERE c.tenant_id = ${tenant} AND c.org_unit_id = ${value('id')} LIMIT ${value('limit')}`,
});
