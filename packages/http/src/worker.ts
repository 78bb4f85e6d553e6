import { bury } from './bury.ts';
import { consume, type Message } from './consume.ts';
import type { Domain } from './domain.ts';
import { jobsOf } from './jobs.ts';
import { reactionsByType } from './reaction.ts';
import { relayAlone, relaySafely, relayWaker } from './relaying.ts';
import { type Platform, routerOf } from './router.ts';
import { runJobs } from './run-jobs.ts';
import { createRuntime, type Runtime } from './runtime.ts';

interface Controller {
  readonly cron?: string;
  /** Milliseconds since 1970. */
  readonly scheduledTime: number;
}

interface Batch {
  readonly queue: string;
  readonly messages: readonly Message[];
}

/** Messages of one batch that are dealt with at the same time: each waits for the database. */
const lanes = 5;

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

    /** Reacts to each message by itself: none waits for another's failure. Dead letters are kept. */
    async queue(batch: Batch, bindings: unknown, platform: Platform): Promise<void> {
      const { queue, messages } = batch;
      const consuming = { worker: domain.name, queue, reactionTo, runtime: runtimeFor(bindings) };
      const handle = queue.endsWith('-dead') ? bury : consume;
      let written = 0;
      const waiting = messages.values();
      const lane = async () => {
        for (const message of waiting) {
          const events = await handle(consuming, message);
          written += events;
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      if (written > 0) wakeFor(bindings)(platform);
    },
  };
}
