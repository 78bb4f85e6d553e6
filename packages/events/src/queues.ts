import type { Consumer } from '@keyline/protocol';
import type { EventMessage } from './message.ts';

/** What Cloudflare offers a producer of a queue, as far as it is used. */
export interface Queue {
  sendBatch(messages: Iterable<{ readonly body: unknown }>): Promise<unknown>;
}

/** The Workers that react to events, and the slow lane of notifications: single messages overtake what is in it. */
export type QueueName = Consumer | 'notificationsBulk';

/** The queue of every Worker that reacts to events. */
export type Queues = Readonly<Record<QueueName, Queue>>;

/** The binding by which every Worker sends to each queue. */
export const queueBindings: Readonly<Record<QueueName, string>> = {
  accounts: 'EVENTS_ACCOUNTS',
  opportunities: 'EVENTS_OPPORTUNITIES',
  contracts: 'EVENTS_CONTRACTS',
  tickets: 'EVENTS_TICKETS',
  notifications: 'NOTIFICATIONS',
  notificationsBulk: 'NOTIFICATIONS_BULK',
};

/** The queue that brings a Worker its events. */
export function queueOf(worker: string): string {
  return worker === 'notifications' ? worker : `events-${worker}`;
}

/** A message for one consumer. */
export interface Outgoing {
  readonly consumer: Consumer;
  readonly queue: QueueName;
  readonly message: EventMessage;
}

/** A queue takes so many messages at once, and so many bytes of JSON: 256 KB, of which some are the platform's. */
const mostMessages = 100;
const mostBytes = 240_000;

/** A message on the way to its consumer; what an import wrote by the thousand does not stand in the way of the rest. */
export function outgoing(consumer: Consumer, message: EventMessage, imported: boolean): Outgoing {
  return {
    consumer,
    queue: imported && consumer === 'notifications' ? 'notificationsBulk' : consumer,
    message,
  };
}

/** Sends each message to its queue, in as few calls as the platform allows. Throws when one fails. */
export async function sendAll(queues: Queues, outgoing: readonly Outgoing[]): Promise<void> {
  const byQueue = Map.groupBy(outgoing, ({ queue }) => queue);
  const calls = [...byQueue].map(async ([queue, messages]) => {
    for (const batch of inBatches(messages.map(({ message }) => message))) {
      await queues[queue].sendBatch(batch.map((body) => ({ body })));
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
