import { deliveries, notifications } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { columns, systemStatement, value } from '../statement.ts';
import type { SystemRun } from './run.ts';

/** Receivers that are looked at in one round: those beyond are for the next minute. */
const mostLanes = 500;

const laneRow = { lane: deliveries.lane };
const waiting = sql`FROM ${deliveries} d INDEXED BY deliveries_due WHERE d.next_at IS NOT NULL`;

const lanesDue = systemStatement({
  values: ['now'],
  row: laneRow,
  sql: sql`WITH RECURSIVE known (lane) AS (SELECT (SELECT d.lane ${waiting} ORDER BY d.lane LIMIT 1) UNION ALL SELECT (SELECT d.lane ${waiting} AND d.lane > k.lane ORDER BY d.lane LIMIT 1) FROM known k WHERE k.lane IS NOT NULL LIMIT ${sql.raw(String(mostLanes))}) SELECT k.lane AS "lane" FROM known k WHERE k.lane IS NOT NULL AND EXISTS (SELECT 1 ${waiting} AND d.lane = k.lane AND d.next_at <= ${value('now')})`,
});

const claimedRow = { tenantId: deliveries.tenantId, id: deliveries.id };

const claiming = systemStatement({
  values: ['lane', 'now', 'until', 'claim', 'limit'],
  row: claimedRow,
  sql: sql`UPDATE ${deliveries} SET state = 'sending', claim = ${value('claim')}, next_at = ${value('until')} WHERE rowid IN (SELECT d.rowid ${waiting} AND d.lane = ${value('lane')} AND d.next_at <= ${value('now')} ORDER BY d.next_at LIMIT ${value('limit')}) RETURNING ${columns(claimedRow)}`,
});

const oldDeliveries = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${deliveries} WHERE rowid IN (SELECT rowid FROM ${deliveries} WHERE finished_at < ${value('before')} LIMIT ${value('limit')})`,
});

const oldNotifications = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${notifications} WHERE rowid IN (SELECT rowid FROM ${notifications} WHERE created_at < ${value('before')} LIMIT ${value('limit')})`,
});

/** What a sender takes on: until `until` (real time) nobody else does, then whoever comes. */
export interface Claim {
  readonly lane: string;
  readonly claim: string;
  readonly now: number;
  readonly until: number;
  readonly limit: number;
}

/** Messages on their way out, over all tenants. Times are real time. */
export interface DeliveryStore {
  /** The receivers for whom something is due, by what is sent side by side. */
  findDueLanes(now: number): Promise<string[]>;
  /** Takes up to `limit` due deliveries of one lane on, the longest due first. */
  claimDeliveries(claim: Claim): Promise<ReturnType<typeof claiming.decode>[]>;
  /** Deletes up to `limit` deliveries that came to their end before; returns how many. */
  deleteOldDeliveries(before: number, limit: number): Promise<number>;
  /** Deletes up to `limit` notifications of before (business time); returns how many. */
  deleteOldNotifications(before: number, limit: number): Promise<number>;
}

export function deliveryStore({ many, returned, write }: SystemRun): DeliveryStore {
  return {
    findDueLanes: async (now) => (await many(lanesDue.bind({ now }))).map(({ lane }) => lane),
    claimDeliveries: (claim) => returned(claiming.bind({ ...claim })),
    deleteOldDeliveries: (before, limit) => write(oldDeliveries.bind({ before, limit })),
    deleteOldNotifications: (before, limit) => write(oldNotifications.bind({ before, limit })),
  };
}
