import { type JobRun, systemStore } from '@keyline/store';
import { describeError } from './describe-error.ts';
import type { Job } from './domain.ts';
import type { Runtime } from './runtime.ts';

/**
 * Runs every job, each whatever becomes of the others, and writes down how they ended, once for all of them; what
 * cannot be written down is logged. Returns how many failed. `now` is the cron's own time.
 */
export async function runJobs(
  worker: string,
  jobs: readonly Job[],
  now: number,
  runtime: Runtime,
): Promise<number> {
  const startedAt = runtime.clock.now();
  const runs = await Promise.all(jobs.map((job) => runJob(worker, job, now, runtime)));
  const run = { worker, startedAt, endedAt: runtime.clock.now(), scheduledAt: now, runs };
  await systemStore(runtime.database)
    .noteJobRuns(run)
    .catch((error: unknown) => {
      console.error({ message: 'jobs not written down', worker, error: describeError(error) });
    });
  return runs.filter(({ error }) => error !== null).length;
}

async function runJob(worker: string, { name, run }: Job, now: number, runtime: Runtime): Promise<JobRun> {
  try {
    await run({ system: systemStore(runtime.database), now, runtime });
    return { job: name, error: null };
  } catch (error) {
    console.error({ message: 'job failed', worker, job: name, error: describeError(error) });
    return { job: name, error: error instanceof Error ? error.name : typeof error };
  }
}
