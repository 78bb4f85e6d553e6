import { deadlines } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { asNumber, systemStatement, value } from '../statement.ts';
import { type JobState, jobRunsOfWorker } from './job-runs.ts';
import type { SystemRun } from './run.ts';

/** Up to where things that should be few are counted. */
const most = 1000;

const late = systemStatement({
  values: ['worker', 'by'],
  row: { overdue: asNumber, failing: asNumber },
  sql: sql`SELECT (SELECT count(*) FROM (SELECT 1 FROM ${deadlines} INDEXED BY deadlines_awake WHERE ${deadlines.worker} = ${value('worker')} AND ${deadlines.state} = 'armed' AND ${deadlines.wakeAt} <= ${value('by')} LIMIT ${sql.raw(String(most))})) AS "overdue", (SELECT count(*) FROM (SELECT 1 FROM ${deadlines} INDEXED BY deadlines_failing WHERE ${deadlines.worker} = ${value('worker')} AND ${deadlines.state} = 'armed' AND ${deadlines.attempts} > 0 LIMIT ${sql.raw(String(most))})) AS "failing"`,
});

/** How the work is going that a Worker does by itself, over all tenants: numbers only. Counts end at 1000. */
export interface Vitals {
  readonly jobs: readonly JobState[];
  readonly deadlines: {
    /** Armed, and due by the time asked for. */
    readonly overdue: number;
    /** Armed, and put off since they failed. */
    readonly failing: number;
  };
}

export interface VitalsStore {
  /** In one round trip. `by`: business time. */
  readVitals(worker: string, by: number): Promise<Vitals>;
}

export function vitalsStore({ batch }: SystemRun): VitalsStore {
  return {
    async readVitals(worker, by) {
      const [jobs = [], [counts] = []] = await batch([
        jobRunsOfWorker.bind({ worker }),
        late.bind({ worker, by }),
      ]);
      return {
        jobs: jobs as readonly JobState[],
        deadlines: (counts as Vitals['deadlines'] | undefined) ?? { overdue: 0, failing: 0 },
      };
    },
  };
}
