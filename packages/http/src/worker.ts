import { jobsOf } from './deadline.ts';
import type { Domain } from './domain.ts';
import { type Platform, routerOf } from './router.ts';
import { runJobs } from './run-jobs.ts';
import { createRuntime, type Runtime } from './runtime.ts';

/** What a Worker needs of a delivered message: Cloudflare's own has more. */
interface Message {
  readonly id: string;
  readonly attempts: number;
  retry(): void;
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
  const router = routerOf(domain);
  const jobs = jobsOf(domain);
  return {
    async fetch(request: Request, bindings: unknown, platform: Platform): Promise<Response> {
      return router.fetch(request, { runtime: runtimeFor(bindings), platform });
    },

    /** Runs every job; throws when one failed, so that the platform knows. */
    async scheduled(controller: { readonly scheduledTime: number }, bindings: unknown): Promise<void> {
      const failed = await runJobs(domain.name, jobs, controller.scheduledTime, runtimeFor(bindings));
      if (failed > 0) throw new Error(`${domain.name}: ${failed} of ${jobs.length} jobs failed`);
    },

    /** No event of this version is for a queue: a message is put back, until it lies with the dead letters. */
    async queue(batch: { readonly queue: string; readonly messages: readonly Message[] }): Promise<void> {
      for (const message of batch.messages) {
        const { id, attempts } = message;
        console.error({ message: 'message without a reaction', queue: batch.queue, id, attempts });
        message.retry();
      }
    },
  };
}
