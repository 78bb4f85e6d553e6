import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json } from './columns.ts';

export const churnBands = ['none', 'watch', 'high', 'critical'] as const;

/** One reason of a score: what it is, how much it weighs, and the numbers that its words name. */
export interface StoredReason {
  readonly code: string;
  readonly points: number;
  readonly values: Readonly<Record<string, number>>;
}

/** What an account spent in a month (`yyyy-mm`), as it stood at the last scoring of the month, in fen. */
export interface MonthOfSpend {
  readonly month: string;
  readonly spend: number;
}

/** How likely an account is to leave, by the latest nightly scoring. */
export const churnScores = sqliteTable(
  'churn_scores',
  {
    tenantId: text('tenant_id').notNull(),
    accountId: text('account_id').notNull(),
    /** 0 to 100. */
    score: integer('score').notNull(),
    band: text('band', { enum: churnBands }).notNull(),
    reasons: json<readonly StoredReason[]>('reasons').notNull(),
    /** The latest months, oldest first. */
    spends: json<readonly MonthOfSpend[]>('spends').notNull(),
    /** The tenant's day for which it was scored, `yyyy-mm-dd`. */
    scoredOn: text('scored_on').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.accountId] })],
);

/** How far the nightly scoring of a tenant has come. */
export const churnRuns = sqliteTable('churn_runs', {
  tenantId: text('tenant_id').primaryKey(),
  /** When the next scoring begins, or began while it is under way, milliseconds. */
  dueAt: integer('due_at').notNull(),
  /** The last account that was looked at; an empty text before the first. */
  cursor: text('cursor').notNull(),
});
