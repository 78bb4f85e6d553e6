import { jobRuns } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { columns, type RowOf, systemStatement, value } from '../statement.ts';
import type { SystemRun } from './run.ts';

/** How one job of a run ended. */
export interface JobRun {
  readonly job: string;
  /** In one word; null: well. */
  readonly error: string | null;
}

/** Unites the rows of a run, one for each job, with what is known of the runs before. */
const noting = systemStatement({
  values: ['worker', 'startedAt', 'endedAt', 'scheduledAt', 'runs'],
  sql: sql`INSERT INTO ${jobRuns} (worker, job, started_at, scheduled_at, succeeded_at, failures, last_error) SELECT ${value('worker')}, j.value ->> 'job', ${value('startedAt')}, ${value('scheduledAt')}, CASE WHEN j.value ->> 'error' IS NULL THEN ${value('endedAt')} END, j.value ->> 'error' IS NOT NULL, j.value ->> 'error' FROM json_each(${value('runs')}) j WHERE true ON CONFLICT (worker, job) DO UPDATE SET started_at = excluded.started_at, scheduled_at = excluded.scheduled_at, succeeded_at = coalesce(excluded.succeeded_at, succeeded_at), failures = CASE excluded.failures WHEN 0 THEN 0 ELSE failures + 1 END, last_error = excluded.last_error`,
});

const jobRunRow = {
  job: jobRuns.job,
  startedAt: jobRuns.startedAt,
  scheduledAt: jobRuns.scheduledAt,
  succeededAt: jobRuns.succeededAt,
  failures: jobRuns.failures,
  lastError: jobRuns.lastError,
};

/** What is known of a job. */
export type JobState = RowOf<typeof jobRunRow>;

/** The statement that reads what is known of a Worker's jobs. */
export const jobRunsOfWorker = systemStatement({
  values: ['worker'],
  row: jobRunRow,
  sql: sql`SELECT ${columns(jobRunRow)} FROM ${jobRuns} WHERE ${jobRuns.worker} = ${value('worker')} ORDER BY ${jobRuns.job} LIMIT 100`,
});

export interface JobRunStore {
  /** Writes down how the jobs of one run of a Worker ended. Times are real but for the one it ran for. */
  noteJobRuns(run: {
    readonly worker: string;
    readonly startedAt: number;
    readonly endedAt: number;
    readonly scheduledAt: number;
    readonly runs: readonly JobRun[];
  }): Promise<void>;
}

export function jobRunStore({ write }: SystemRun): JobRunStore {
  return {
    async noteJobRuns({ runs, ...run }) {
      await write(noting.bind({ ...run, runs: JSON.stringify(runs) }));
    },
  };
}
