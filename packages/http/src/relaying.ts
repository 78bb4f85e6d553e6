import { createWaker, type Later, relay } from '@keyline/events';
import { systemStore } from '@keyline/store';
import { describeError } from './describe-error.ts';
import type { Job } from './domain.ts';
import type { Runtime } from './runtime.ts';

/** Sends to their consumers what commits have written to the log; nothing where no queues are bound. */
async function relayAll(runtime: Runtime): Promise<void> {
  const { queues, cell, clock } = runtime;
  if (queues !== undefined) await relay({ system: systemStore(runtime.database), queues, cell, clock });
}

/** A cron of this name runs the relay and nothing else: for whoever starts the Workers, or waits for them. */
export const relayAlone = 'relay';

/** The relay of every cron: for what a commit wrote whose isolate ended before it could relay. */
export const relayJob: Job = { name: 'relay', run: ({ runtime }) => relayAll(runtime) };

/** The same where nobody could be told of a failure: it is logged, and the next commit or cron relays what is left. */
export async function relaySafely(runtime: Runtime): Promise<void> {
  await relayAll(runtime).catch((error: unknown) => {
    console.error({ message: 'relay failed', error: describeError(error) });
  });
}

/** Wakes the relay of this isolate when its commits have written events; nobody waits where nothing is relayed. */
export function relayWaker(runtime: Runtime): (later: Later) => void {
  if (runtime.queues === undefined) return () => undefined;
  return createWaker(() => relaySafely(runtime), runtime.clock);
}
