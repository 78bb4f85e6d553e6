import type { Domain } from './domain.ts';
import { jobsOf } from './jobs.ts';
import { reactionsByType } from './reaction.ts';
import { relayAlone, relaySafely, relayWaker } from './relaying.ts';
import { type Platform, routerOf } from './router.ts';
import { runJobs } from './run-jobs.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import type { Batch } from './take-batch.ts';

interface Controller {
  readonly cron?: string;
  /** Milliseconds since 1970. */
  readonly scheduledTime: number;
}

/** The handlers of a domain Worker. The runtime is built once per isolate, at its first event. */
export function createWorker(
  domain: Domain,
  makeRuntime: (bindings: unknown) => Runtime = (bindings) => createRuntime(bindings, domain.env),
) {
  let runtime: Runtime | undefined;
  const runtimeFor = (bindings: unknown): Runtime => {
    runtime ??= makeRuntime(bindings);
    return runtime;
  };
  let waker: ((later: Platform) => void) | undefined;
  const wakeFor = (bindings: unknown) => {
    waker ??= relayWaker(runtimeFor(bindings));
    return waker;
  };
  const router = routerOf(domain);
  const jobs = jobsOf(domain);
  const reactionTo = reactionsByType(domain.reactions);
  return {
    async fetch(request: Request, bindings: unknown, platform: Platform): Promise<Response> {
      return router.fetch(request, { runtime: runtimeFor(bindings), platform, wake: wakeFor(bindings) });
    },

    /** Runs every job; throws when one failed, so that the platform knows. */
    async scheduled({ cron, scheduledTime }: Controller, bindings: unknown): Promise<void> {
      const current = runtimeFor(bindings);
      if (cron === relayAlone) return relaySafely(current);
      const failed = await runJobs(domain.name, jobs, scheduledTime, current);
      await relaySafely(current);
      if (failed > 0) throw new Error(`${domain.name}: ${failed} of ${jobs.length} jobs failed`);
    },

    /** Reacts to messages; what that takes is evaluated when the first ones come. */
    async queue(batch: Batch, bindings: unknown, platform: Platform): Promise<void> {
      const { takeBatch } = await import('./take-batch.ts');
      const written = await takeBatch(batch, { domain, reactionTo, runtime: runtimeFor(bindings) });
      if (written > 0) wakeFor(bindings)(platform);
    },
  };
}
