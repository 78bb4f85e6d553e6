import { deadlines } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { columns, systemStatement, value } from '../statement.ts';
import type { SystemRun } from './run.ts';

const dueRow = { tenantId: deadlines.tenantId, id: deadlines.id };

const awake = systemStatement({
  values: ['worker', 'by', 'limit'],
  row: dueRow,
  sql: sql`SELECT ${columns(dueRow)} FROM ${deadlines} INDEXED BY deadlines_awake WHERE ${deadlines.worker} = ${value('worker')} AND ${deadlines.state} = 'armed' AND ${deadlines.wakeAt} <= ${value('by')} ORDER BY ${deadlines.wakeAt} LIMIT ${value('limit')}`,
});

const ended = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${deadlines} WHERE rowid IN (SELECT rowid FROM ${deadlines} INDEXED BY deadlines_ended WHERE state <> 'armed' AND ended_at < ${value('before')} LIMIT ${value('limit')})`,
});

export interface DeadlineStore {
  /** Up to `limit` armed deadlines of a Worker that are due by then (business time), the longest due first. */
  findDueDeadlines(worker: string, by: number, limit: number): Promise<ReturnType<typeof awake.decode>[]>;
  /** Deletes up to `limit` deadlines that were fired or called off before (real time); returns how many. */
  deleteEndedDeadlines(before: number, limit: number): Promise<number>;
}

export function deadlineStore({ many, write }: SystemRun): DeadlineStore {
  return {
    findDueDeadlines: (worker, by, limit) => many(awake.bind({ worker, by, limit })),
    deleteEndedDeadlines: (before, limit) => write(ended.bind({ before, limit })),
  };
}
