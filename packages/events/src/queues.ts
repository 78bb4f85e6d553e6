import type { Consumer } from '@keyline/protocol';
import type { EventMessage } from './message.ts';

/** What Cloudflare offers a producer of a queue, as far as it is used. */
export interface Queue {
  sendBatch(messages: Iterable<{ readonly body: unknown }>): Promise<unknown>;
}

/** The queue of every Worker that reacts to events. */
export type Queues = Readonly<Record<Consumer, Queue>>;

/** The binding by which every Worker sends to the queue of each. */
export const queueBindings: Readonly<Record<Consumer, string>> = {
  accounts: 'EVENTS_ACCOUNTS',
  opportunities: 'EVENTS_OPPORTUNITIES',
  contracts: 'EVENTS_CONTRACTS',
  tickets: 'EVENTS_TICKETS',
  notifications: 'NOTIFICATIONS',
};

/** The queue that brings a Worker its events. */
export function queueOf(worker: string): string {
  return worker === 'notifications' ? worker : `events-${worker}`;
}

/** A message for one consumer. */
export interface Outgoing {
  readonly consumer: Consumer;
  readonly message: EventMessage;
}

/** A queue takes so many messages at once, and so many bytes of JSON: 256 KB, of which some are the platform's. */
const mostMessages = 100;
const mostBytes = 240_000;

/** Sends each message to the queue of its consumer, in as few calls as the platform allows. Throws when one fails. */
export async function sendAll(queues: Queues, outgoing: readonly Outgoing[]): Promise<void> {
  const byConsumer = Map.groupBy(outgoing, ({ consumer }) => consumer);
  const calls = [...byConsumer].map(async ([consumer, messages]) => {
    for (const batch of inBatches(messages.map(({ message }) => message))) {
      await queues[consumer].sendBatch(batch.map((body) => ({ body })));
    }
  });
  const failed = (await Promise.allSettled(calls)).find((call) => call.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Cuts messages into what one call takes. */
export function inBatches(messages: readonly EventMessage[]): EventMessage[][] {
  const batches: EventMessage[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = new TextEncoder().encode(JSON.stringify(message)).length;
    const last = batches.at(-1);
    if (last !== undefined && last.length < mostMessages && bytes + size <= mostBytes) {
      last.push(message);
      bytes += size;
    } else {
      batches.push([message]);
      bytes = size;
    }
  }
  return batches;
}
