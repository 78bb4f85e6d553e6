import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json } from './columns.ts';

/**
 * Times at which something happens unless it is called off before. The id is made of subject, kind, level and
 * cycle, so that each is there once and fires once.
 */
export const deadlines = sqliteTable(
  'deadlines',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    /** The Worker whose sweep fires it. */
    worker: text('worker').notNull(),
    /** `<subject>.<what is due>` */
    kind: text('kind').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    /** The account on whose timeline it shows; null: none. */
    accountId: text('account_id'),
    /** Business time, milliseconds. */
    dueAt: integer('due_at').notNull(),
    /** 0, and counted up by escalations. */
    level: integer('level').notNull(),
    /** Counted up whenever the subject begins anew. */
    cycle: integer('cycle').notNull(),
    state: text('state', { enum: ['armed', 'fired', 'cancelled'] }).notNull(),
    /** When a sweep looks at it: the due time, or later where it failed. Business time. */
    wakeAt: integer('wake_at').notNull(),
    /** How often it failed. */
    attempts: integer('attempts').notNull(),
    /** Why it failed last, in one word. */
    lastError: text('last_error'),
    /** Business time of the sweep that fired it. */
    firedAt: integer('fired_at'),
    /** When it was fired or called off, real time. */
    endedAt: integer('ended_at'),
    /** What its handler has to know beside the subject. */
    data: json<Readonly<Record<string, unknown>>>('data').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** What became of each job of each Worker the last time it ran. Times are real, but for the one it ran for. */
export const jobRuns = sqliteTable(
  'job_runs',
  {
    worker: text('worker').notNull(),
    job: text('job').notNull(),
    startedAt: integer('started_at').notNull(),
    /** The time for which the cron fired it last. */
    scheduledAt: integer('scheduled_at').notNull(),
    /** Null: never yet. */
    succeededAt: integer('succeeded_at'),
    /** In a row. */
    failures: integer('failures').notNull(),
    /** Of the last failure, in one word; null once it succeeds. */
    lastError: text('last_error'),
  },
  (t) => [primaryKey({ columns: [t.worker, t.job] })],
);
