import { systemStore } from '@keyline/store';
import { bury } from './bury.ts';
import { consume, type Message } from './consume.ts';
import { describeError } from './describe-error.ts';
import type { Domain } from './domain.ts';
import { reactionsByType } from './reaction.ts';
import { type Platform, routerOf } from './router.ts';
import { createRuntime, type Runtime } from './runtime.ts';

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
  const router = routerOf(domain);
  const reactionTo = reactionsByType(domain.reactions);
  return {
    async fetch(request: Request, bindings: unknown, platform: Platform): Promise<Response> {
      return router.fetch(request, { runtime: runtimeFor(bindings), platform });
    },

    /** Runs every job, each whatever becomes of the others; throws when one failed, so that the platform knows. */
    async scheduled(controller: { readonly scheduledTime: number }, bindings: unknown): Promise<void> {
      const current = runtimeFor(bindings);
      const now = controller.scheduledTime;
      const runs = domain.jobs.map(async (job) => {
        try {
          await job.run({ system: systemStore(current.database), now, runtime: current });
        } catch (error) {
          console.error({
            message: 'job failed',
            worker: domain.name,
            job: job.name,
            error: describeError(error),
          });
          throw error;
        }
      });
      const failed = (await Promise.allSettled(runs)).filter((run) => run.status === 'rejected');
      if (failed.length > 0)
        throw new Error(`${domain.name}: ${failed.length} of ${runs.length} jobs failed`);
    },

    /** Reacts to each message by itself: none waits for another's failure. Dead letters are kept. */
    async queue(batch: Batch, bindings: unknown): Promise<void> {
      const { queue, messages } = batch;
      const consuming = { worker: domain.name, queue, reactionTo, runtime: runtimeFor(bindings) };
      const handle = queue.endsWith('-dead') ? bury : consume;
      const waiting = messages.values();
      const lane = async () => {
        for (const message of waiting) await handle(consuming, message);
      };
      await Promise.all(Array.from({ length: lanes }, lane));
    },
  };
}
