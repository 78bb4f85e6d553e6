import { type EventMessage, parseMessage, readPlans } from '@keyline/events';
import { all, type Commit, deadLettersOfEvents, eventsToReactTo, tenantStore } from '@keyline/store';
import { type Consuming, decided, type Message } from './consume.ts';
import { describeError } from './describe-error.ts';
import type { Reaction } from './reaction.ts';

/** An event of a batch, with every message that brought it. */
interface Brought {
  readonly event: EventMessage;
  readonly found: Reaction;
  readonly messages: Message[];
}

/** What was done of a batch: how many events were written, and which messages are to be dealt with one by one. */
export interface Together {
  readonly written: number;
  readonly left: readonly Message[];
}

/**
 * Reacts to the messages of each tenant in one load and one commit, and acknowledges them. What does not go together is
 * left, untouched: what cannot be read, long work, whose decision throws, and all of a tenant whose load or commit was
 * lost. A commit of which nobody knows whether it took place is left too: reacting by itself finds out. Never throws.
 */
export async function consumeTogether(consuming: Consuming, messages: readonly Message[]): Promise<Together> {
  const left: Message[] = [];
  const byTenant = new Map<string, Map<string, Brought>>();
  for (const message of messages) {
    const event = parseMessage(message.body);
    const found = event && consuming.reactionTo(event.type);
    if (event?.cell !== consuming.runtime.cell || found === undefined || found.run !== undefined) {
      left.push(message);
      continue;
    }
    const brought = byTenant.get(event.tenantId) ?? new Map<string, Brought>();
    byTenant.set(event.tenantId, brought);
    const known = brought.get(event.eventId) ?? { event, found, messages: [] };
    brought.set(event.eventId, known);
    known.messages.push(message);
  }
  const done = await Promise.all(
    [...byTenant].map(async ([tenantId, brought]) => {
      const messagesOfTenant = [...brought.values()].flatMap((one) => one.messages);
      // One by itself gains nothing here.
      if (brought.size < 2) return { written: 0, left: messagesOfTenant };
      return reactOf(consuming, tenantId, [...brought.values()]).catch((error: unknown) => {
        const { worker, queue } = consuming;
        console.error({ message: 'not reacted together', worker, queue, error: describeError(error) });
        return { written: 0, left: messagesOfTenant };
      });
    }),
  );
  return {
    written: done.reduce((sum, { written }) => sum + written, 0),
    left: [...left, ...done.flatMap((one) => one.left)],
  };
}

async function reactOf(
  { worker, runtime }: Consuming,
  tenantId: string,
  brought: readonly Brought[],
): Promise<Together> {
  // Without a time of its own: the system stands in for nobody, and each event has its own.
  const store = tenantStore(runtime.database, tenantId, 'system');
  const key = { consumer: worker, eventIds: JSON.stringify(brought.map(({ event }) => event.eventId)) };
  const loads = brought.map(({ event, found }) => found.load(event));
  const log = { events: all(eventsToReactTo.bind(key)), letters: all(deadLettersOfEvents.bind(key)) };
  const [known, ...loaded] = await readPlans(store, [log, ...loads]);
  const { events = [], letters = [] } = (known ?? {}) as Partial<Log>;
  const eventById = new Map(events.map((event) => [event.id, event]));
  const letterById = new Map(letters.map((letter) => [letter.eventId, letter]));
  const left: Message[] = [];
  const together: { readonly one: Brought; readonly commit: Commit }[] = [];
  const over: Brought[] = [];
  for (const [index, one] of brought.entries()) {
    const { event: message, found } = one;
    const logged = eventById.get(message.eventId);
    if (logged?.reaction === 'done') {
      over.push(one);
      continue;
    }
    const letter = letterById.get(message.eventId);
    const reacting = logged && { found, message, logged, letter, loaded: loaded[index] ?? {}, runtime };
    // What throws will throw again by itself, and be noted there.
    const commit = reacting && (await decided(reacting).catch(() => undefined));
    if (commit === undefined) left.push(...one.messages);
    else together.push({ one, commit });
  }
  if (together.length > 0) {
    const eventIds = together.map(({ one }) => one.event.eventId);
    const commits = together.map(({ commit }) => commit);
    const outcome = await store.commit({
      reacted: { consumer: worker, eventIds, at: runtime.clock.now() },
      musts: commits.flatMap(({ musts = [] }) => musts),
      before: commits.flatMap(({ before = [] }) => before),
      changes: commits.flatMap(({ changes }) => changes),
      also: commits.flatMap(({ also = [] }) => also),
      facts: commits.flatMap(({ facts = [] }) => facts),
      numbers: commits.flatMap(({ numbers = [] }) => numbers),
    });
    const ended = together.map(({ one }) => one);
    if (outcome.committed) over.push(...ended);
    else left.push(...ended.flatMap(({ messages }) => messages));
  }
  for (const message of over.flatMap(({ messages }) => messages)) message.ack();
  return { written: store.spent.events, left };
}

interface Log {
  readonly events: readonly ReturnType<typeof eventsToReactTo.decode>[];
  readonly letters: readonly ReturnType<typeof deadLettersOfEvents.decode>[];
}
