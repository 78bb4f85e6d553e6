import { type Clock, newId } from '@keyline/kernel';
import { eventKind, consumers as known } from '@keyline/protocol';
import type { EventAgain, RelayedEvent, RelayStore, Sent } from '@keyline/store';
import type { EventMessage } from './message.ts';
import { type Outgoing, outgoing, type Queues, sendAll } from './queues.ts';

export interface RelayGiven {
  readonly system: RelayStore;
  readonly queues: Queues;
  readonly cell: string;
  readonly clock: Clock;
}

/** Events of one step. */
const page = 200;

/** Real time, milliseconds: how long a relay that died keeps others away, and how long one goes on. */
const leaseMs = 30_000;
const budgetMs = 20_000;

/** So long after it was sent an event is sent anew when nobody has reacted to it. */
const resendAfterMs = 3_600_000;

/**
 * Sends what is in the log behind the checkpoint to the queues of its consumers, and then moves the checkpoint: a crash
 * in between sends again, and loses nothing. Whoever finds another at it goes away, since the other ends only when
 * nothing is left. Throws what the queues throw, and UnavailableError. Returns how many messages it sent.
 */
export async function relay({ system, queues, cell, clock }: RelayGiven): Promise<number> {
  const holder = newId('request');
  const until = clock.now() + budgetMs;
  let sent: Sent = { seq: undefined, to: [] };
  let messages = 0;
  try {
    for (;;) {
      const now = clock.now();
      const times = { now, until: now + leaseMs, resendAt: now + resendAfterMs };
      const next = await system.relayOn({ holder, ...times, limit: now < until ? page : 0, sent });
      if (next.events.length + next.again.length === 0) {
        if (now >= until) await system.leaveRelay(holder);
        return messages;
      }
      const toSend = [
        ...next.events.flatMap((event) => messagesOf(event, cell)),
        ...next.again.flatMap((event) => messageAgain(event, cell)),
      ];
      await sendAll(queues, toSend);
      messages += toSend.length;
      sent = {
        seq: next.events.at(-1)?.seq,
        to: [
          ...toSend.map(({ consumer, message: { tenantId, eventId } }) => ({
            tenantId,
            consumer,
            eventId,
          })),
          ...next.again.map(({ tenantId, consumer, eventId }) => ({
            tenantId,
            consumer: consumer ?? '',
            eventId,
          })),
        ],
      };
    }
  } catch (error) {
    // A lease that cannot be given back runs out; what matters is why it failed.
    await system.leaveRelay(holder).catch(() => undefined);
    throw error;
  }
}

/**
 * What becomes of one event: a message for each Worker that the catalogue names, and for subscribers. What an import
 * wrote goes only to those who want to hear of each.
 */
export function messagesOf(
  { subscribed, imported, seq: _, ...event }: RelayedEvent,
  cell: string,
): Outgoing[] {
  // Dead letters are about reactions: a message of one that fails would make the next.
  if (event.subjectType === 'dead_letter') return [];
  const { consumers = [], unlessImported = [] } = eventKind(event.type) ?? {};
  const told = new Set(consumers.filter((one) => !(imported && unlessImported.includes(one))));
  if (subscribed) told.add('notifications');
  const message: EventMessage = { cell, ...event };
  return [...told].map((consumer) => outgoing(consumer, message, imported));
}

/** One for a consumer that this version does not know is looked at again later. */
function messageAgain({ consumer: name, imported, ...event }: EventAgain, cell: string): Outgoing[] {
  const consumer = known.find((one) => one === name);
  return consumer === undefined ? [] : [outgoing(consumer, { cell, ...event }, imported)];
}
