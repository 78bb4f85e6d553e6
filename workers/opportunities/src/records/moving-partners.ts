import { handovers, orgUnits, partners, users } from '@keyline/schema';
import { asBoolean, must, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** Partners that one commit moves. */
export const partnerPage = 200;

const partnerRow = { id: partners.id, version: partners.version };

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

/** Up to `limit` partners of the leaver of a handover. */
export const partnersOfLeaver = statement({
  values: ['handoverId', 'limit'],
  row: partnerRow,
  sql: sql`SELECT p.id AS "id", p.version AS "version" FROM ${partners} p INDEXED BY partners_by_owner WHERE p.tenant_id = ${tenant} AND p.owner_id = (SELECT h.user_id FROM ${handovers} h WHERE h.tenant_id = ${tenant} AND h.id = ${value('handoverId')}) LIMIT ${value('limit')}`,
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

/** Up to `limit` partners of a unit. */
export const partnersOfUnit = statement({
  values: ['id', 'limit'],
  row: partnerRow,
  sql: sql`SELECT p.id AS "id", p.version AS "version" FROM ${partners} p INDEXED BY partners_by_org_unit WHERE p.tenant_id = ${tenant} AND p.org_unit_id = ${value('id')} LIMIT ${value('limit')}`,
});
