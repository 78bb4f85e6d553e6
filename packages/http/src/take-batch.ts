import { systemStore } from '@keyline/store';
import { bury } from './bury.ts';
import { type Consuming, consume, type Message } from './consume.ts';
import { consumeTogether } from './consume-together.ts';
import { describeError } from './describe-error.ts';
import type { Afterwork, Domain } from './domain.ts';
import type { Runtime } from './runtime.ts';

export interface Batch {
  readonly queue: string;
  readonly messages: readonly Message[];
}

/** Messages of one batch that are dealt with at the same time: each waits for the database. */
const lanes = 5;

/**
 * Reacts to messages together as far as that goes, and to each by itself where it does not; keeps dead letters. Returns
 * how many events it wrote.
 */
export async function takeBatch(
  { queue, messages }: Batch,
  { domain, ...given }: Pick<Consuming, 'reactionTo' | 'runtime'> & { readonly domain: Domain },
): Promise<number> {
  if (queue === domain.afterwork?.queue) {
    await afterwork(domain.afterwork, messages, given.runtime);
    return 0;
  }
  const consuming = { worker: domain.name, queue, ...given };
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
  if (handle === consume) await wakeAfterwork(domain, consuming.runtime);
  return written;
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
