import { queueOf } from '@keyline/events';
import { toInstant } from '@keyline/kernel';
import { systemStore, type Vitals } from '@keyline/store';
import type { Domain } from './domain.ts';
import { jobsOf } from './jobs.ts';
import type { Runtime } from './runtime.ts';

/** How long the database may take to say that it is there. */
const patienceMs = 2000;
/** A deadline is overdue when not even the second sweep after its time has fired it. */
const overdueMs = 120_000;

/**
 * Whether the Worker and its database can work: 200, or 503 with the part that is down. With `detail` also how the
 * work goes that it does by itself: numbers over all tenants, nothing of any.
 */
export async function health(domain: Domain, runtime: Runtime, detail: boolean): Promise<Response> {
  const worker = domain.name;
  const system = systemStore({ ...runtime.database, timeoutMs: patienceMs });
  const now = runtime.clock.now();
  const asking = detail
    ? Promise.all([
        system.readVitals(worker, queueOf(worker), now - overdueMs),
        domain.countVitals?.(system, now),
      ]).then(([vitals, counts]) => ({ ...viewVitals(domain, vitals, now), ...(counts && { counts }) }))
    : system.ping().then(() => undefined);
  const [database, more] = await asking.then(
    (vitals) => ['ok', vitals] as const,
    () => ['down', undefined] as const,
  );
  const status = database === 'ok' ? 'ok' : 'degraded';
  return Response.json(
    { status, worker, version: runtime.version, database, ...(more && { detail: more }) },
    { status: status === 'ok' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}

/** Every job that the Worker has now: also one that never ran, and none that an older version had. */
function viewVitals(domain: Domain, { jobs, deadlines, events }: Vitals, now: number) {
  return {
    jobs: jobsOf(domain).map(({ name }) => {
      const run = jobs.find(({ job }) => job === name);
      const succeededAt = run?.succeededAt ?? null;
      return {
        name,
        lastRunAt: instantOrNull(run?.startedAt),
        scheduledAt: instantOrNull(run?.scheduledAt),
        lastSuccessAt: instantOrNull(run?.succeededAt),
        lagSeconds: succeededAt === null ? null : Math.max(0, Math.round((now - succeededAt) / 1000)),
        failures: run?.failures ?? 0,
        lastError: run?.lastError ?? null,
      };
    }),
    deadlines,
    events,
  };
}

function instantOrNull(milliseconds: number | null | undefined): string | null {
  return milliseconds === null || milliseconds === undefined ? null : toInstant(milliseconds);
}
