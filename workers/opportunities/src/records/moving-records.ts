import { handovers, opportunities, orgUnits, partners, users } from '@keyline/schema';
import { asBoolean, must, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** Records of each kind that one commit moves. */
export const recordPage = 200;

const partnerRow = { id: partners.id, version: partners.version };
const opportunityRow = {
  id: opportunities.id,
  version: opportunities.version,
  accountId: opportunities.accountId,
};
const told = sql`o.id AS "id", o.version AS "version", o.account_id AS "accountId"`;
const leaver = sql`(SELECT h.user_id FROM ${handovers} h WHERE h.tenant_id = ${tenant} AND h.id = ${value('handoverId')})`;

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
  sql: sql`SELECT p.id AS "id", p.version AS "version" FROM ${partners} p INDEXED BY partners_by_owner WHERE p.tenant_id = ${tenant} AND p.owner_id = ${leaver} LIMIT ${value('limit')}`,
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

/** Up to `limit` opportunities of the leaver of a handover, also what was signed or lost: his successor answers for it. */
export const opportunitiesOfLeaver = statement({
  values: ['handoverId', 'limit'],
  row: opportunityRow,
  sql: sql`SELECT ${told} FROM ${opportunities} o INDEXED BY opportunities_by_owner WHERE o.tenant_id = ${tenant} AND o.owner_id = ${leaver} LIMIT ${value('limit')}`,
});

/** Up to `limit` opportunities of a unit. */
export const opportunitiesOfUnit = statement({
  values: ['id', 'limit'],
  row: opportunityRow,
  sql: sql`SELECT ${told} FROM ${opportunities} o INDEXED BY opportunities_by_org_unit WHERE o.tenant_id = ${tenant} AND o.org_unit_id = ${value('id')} LIMIT ${value('limit')}`,
});
