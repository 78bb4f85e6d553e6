import { deadLetters, deadlines, events, reactions, relay, strayMessages } from '@keyline/schema';
import { type SQL, sql } from 'drizzle-orm';
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

/** How many rows a query finds, up to the most that are counted. */
function counted(rows: SQL): SQL {
  return sql`(SELECT count(*) FROM (${rows} LIMIT ${sql.raw(String(most))}))`;
}

const unsent = counted(
  sql`SELECT 1 FROM ${events} e WHERE e.seq > (SELECT r.seq FROM ${relay} r WHERE r.log = 'events')`,
);
const underWay = counted(
  sql`SELECT 1 FROM ${reactions} r INDEXED BY reactions_under_way WHERE r.state = 'sent' AND r.consumer = ${value('worker')}`,
);
const dead = counted(
  sql`SELECT 1 FROM ${deadLetters} d INDEXED BY dead_letters_still_dead WHERE d.state = 'dead' AND d.consumer = ${value('worker')}`,
);
const stray = counted(
  sql`SELECT 1 FROM ${strayMessages} s WHERE s.queue IN (${value('queue')}, ${value('queue')} || '-dead', ${value('queue')} || '-bulk')`,
);

const arriving = systemStatement({
  values: ['worker', 'queue'],
  row: { unsent: asNumber, underWay: asNumber, dead: asNumber, stray: asNumber },
  sql: sql`SELECT ${unsent} AS "unsent", ${underWay} AS "underWay", ${dead} AS "dead", ${stray} AS "stray"`,
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
  readonly events: {
    /** Committed, and not yet relayed: the same for every Worker. */
    readonly unsent: number;
    /** Sent to this Worker, and not yet dealt with. */
    readonly underWay: number;
    /** Given up by it, and not yet sent again. */
    readonly dead: number;
    /** Messages of its queue that name no event of ours. */
    readonly stray: number;
  };
}

export interface VitalsStore {
  /** In one round trip. `queue` brings the Worker its events. `by`: business time. */
  readVitals(worker: string, queue: string, by: number): Promise<Vitals>;
}

export function vitalsStore({ batch }: SystemRun): VitalsStore {
  return {
    async readVitals(worker, queue, by) {
      const [jobs = [], [counts] = [], [told] = []] = await batch([
        jobRunsOfWorker.bind({ worker }),
        late.bind({ worker, by }),
        arriving.bind({ worker, queue }),
      ]);
      return {
        jobs: jobs as readonly JobState[],
        deadlines: (counts as Vitals['deadlines'] | undefined) ?? { overdue: 0, failing: 0 },
        events: (told as Vitals['events'] | undefined) ?? { unsent: 0, underWay: 0, dead: 0, stray: 0 },
      };
    },
  };
}
