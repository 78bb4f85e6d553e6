import { churnRuns, tenants } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { systemStatement, value } from '../statement.ts';
import type { SystemRun } from './run.ts';

const due = systemStatement({
  values: ['now', 'limit'],
  row: { tenantId: churnRuns.tenantId, timeZone: tenants.timeZone },
  sql: sql`SELECT r.tenant_id AS "tenantId", t.time_zone AS "timeZone" FROM ${churnRuns} r INDEXED BY churn_runs_due CROSS JOIN ${tenants} t ON t.tenant_id = r.tenant_id AND t.id = r.tenant_id WHERE r.due_at <= ${value('now')} ORDER BY r.due_at LIMIT ${value('limit')}`,
});

/** Nightly scorings of all tenants. */
export interface ChurnStore {
  /** Up to `limit` tenants whose scoring is due by then (business time), or under way. */
  findDueChurnRuns(now: number, limit: number): Promise<ReturnType<typeof due.decode>[]>;
}

export function churnStore({ many }: SystemRun): ChurnStore {
  return { findDueChurnRuns: (now, limit) => many(due.bind({ now, limit })) };
}
