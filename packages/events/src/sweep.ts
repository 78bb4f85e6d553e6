import type { Clock } from '@keyline/kernel';
import type { Moment, SystemStore } from '@keyline/store';
import type { DeadlineHandler } from './deadline.ts';
import { fire } from './fire.ts';
import { withLease } from './lease.ts';

const pageSize = 200;
/** How long a sweep may take, in milliseconds of real time: the next minute goes on. */
const budgetMs = 20_000;
/** For how long a sweep that died keeps others away. Each page holds it for as long again. */
const leaseMs = 30_000;

/** What a sweep goes over. */
export interface Sweep<Runtime> {
  readonly system: SystemStore;
  /** The Worker whose deadlines it fires. */
  readonly worker: string;
  readonly handlers: readonly DeadlineHandler<Runtime>[];
  /** The cron's own time, business time: what is due by then is fired. */
  readonly now: number;
  /** Real time: for the lease and the budget only. */
  readonly clock: Clock;
  readonly runtime: Runtime;
  /** Is told of every deadline that failed. */
  onFailure(failure: { readonly kind: string; readonly attempts: number; readonly error: unknown }): void;
}

/** What a sweep did. */
export interface Swept {
  readonly fired: number;
  readonly failed: number;
}

/**
 * Fires what is due, the longest due first, a page of 200 at a time: one load and one commit for each tenant of
 * the page. Each is fired exactly once, however many sweeps run, however late, and wherever they break off, since
 * the commit of what it causes fires it under a guard. A page that is lost is gone through one by one. One that
 * fails is put off (1, 2, 4 ... 60 minutes), never dropped, and keeps no other waiting. Does nothing while another
 * sweep of the Worker holds the lease. Throws UnavailableError: what is left waits for the next minute.
 */
export async function sweep<Runtime>(asked: Sweep<Runtime>): Promise<Swept> {
  const { system, worker, handlers, now, clock, runtime, onFailure } = asked;
  const until = clock.now() + budgetMs;
  const moment: Moment = { actor: { type: 'system', id: null }, now, requestId: null };
  const swept = { fired: 0, failed: 0 };
  await withLease(system, { name: `sweep/${worker}`, forMs: leaseMs, clock }, async (lease) => {
    let more = true;
    while (more) {
      const page = await system.findDueDeadlines(worker, now, pageSize);
      more = page.length === pageSize;
      for (const [tenantId, due] of Map.groupBy(page, (one) => one.tenantId)) {
        if (clock.now() >= until) return;
        const store = system.forTenant(tenantId, 'system');
        const firing = { store, handlers, moment, runtime, onFailure };
        const { fired, failed } = await fire(
          firing,
          due.map(({ id }) => id),
        );
        swept.fired += fired;
        swept.failed += failed;
      }
      more &&= clock.now() < until && (await lease.extend());
    }
  });
  return swept;
}
