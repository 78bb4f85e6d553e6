import { systemStore } from '@keyline/store';
import { bury } from './bury.ts';
import { consume, type Message } from './consume.ts';
import { consumeTogether } from './consume-together.ts';
import { describeError } from './describe-error.ts';
import type { Afterwork, Domain } from './domain.ts';
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

    /** Reacts to messages together as far as that goes, and to each by itself where it does not. Dead letters are kept. */
    async queue(batch: Batch, bindings: unknown, platform: Platform): Promise<void> {
      const { queue, messages } = batch;
      if (queue === domain.afterwork?.queue)
        return afterwork(domain.afterwork, messages, runtimeFor(bindings));
      const consuming = { worker: domain.name, queue, reactionTo, runtime: runtimeFor(bindings) };
      const handle = queue.endsWith('-dead') ? bury : consume;
      const together =
        handle === consume ? await consumeTogether(consuming, messages) : { written: 0, left: messages };
      let { written } = together;
      const waiting = together.left.values();
      const lane = async () => {
        for (const message of waiting) {
          const events = await handle(consuming, message);
          written += events;
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      if (written > 0) wakeFor(bindings)(platform);
      if (handle === consume) await wakeAfterwork(domain, consuming.runtime);
    },
  };
}

/** Acknowledges first: a message says no more than that there is something to do, and a cron looks for it too. */
async function afterwork(work: Afterwork, messages: readonly Message[], runtime: Runtime): Promise<void> {
  for (const message of messages) message.ack();
  await work.run({ system: systemStore(runtime.database), runtime });
}

/** Where the queue is away the cron does what is to be done: that is no reason to react once more. */
async function wakeAfterwork(domain: Domain, runtime: Runtime): Promise<void> {
  await domain.afterwork?.wake(runtime).catch((error: unknown) => {
    console.error({ message: 'afterwork not woken', worker: domain.name, error: describeError(error) });
  });
}
