import { type EventMessage, parseMessage } from '@keyline/events';
import {
  type Commit,
  changed,
  type DeadLetter,
  deadLetterSubject,
  deadLettersOfEvents,
  eventsToReactTo,
  first,
  type LoggedEvent,
  type Moment,
  reactionFailed,
  type SystemStore,
  systemStore,
  type TenantStore,
  tenantStore,
} from '@keyline/store';
import { describeError } from './describe-error.ts';
import { failureCode } from './failure-code.ts';
import type { Reaction, ReactionDecision, ReceivedEvent } from './reaction.ts';
import type { Runtime } from './runtime.ts';

/** What a Worker needs of a delivered message: Cloudflare's own has more. */
export interface Message {
  readonly id: string;
  /** 1 at the first delivery. */
  readonly attempts: number;
  readonly body: unknown;
  ack(): void;
  retry(options?: { readonly delaySeconds?: number }): void;
}

/** The Worker that consumes, and what it does about which type. */
export interface Consuming {
  readonly worker: string;
  readonly queue: string;
  readonly reactionTo: (type: string) => Reaction | undefined;
  readonly runtime: Runtime;
}

/** How often a reaction is decided before the race counts as a failure. */
const attempts = 4;

/** The longest pause between two attempts, seconds. */
const longestPause = 300;

/** So long after a failure an event is sent anew if its message got lost: longer than all its pauses. */
const resendAfterMs = 3_600_000;

/**
 * Reacts to one message and says so to the queue, whatever happens: done and done before are acknowledged, a failure
 * is noted and put back for later, until the queue puts it with the dead letters. Returns how many events it wrote.
 */
export async function consume(consuming: Consuming, message: Message): Promise<number> {
  const { worker, queue, runtime } = consuming;
  const event = parseMessage(message.body);
  if (event === undefined || event.cell !== runtime.cell) {
    await keepStray(consuming, message, 'unreadable');
    return 0;
  }
  const store = tenantStore(runtime.database, event.tenantId, 'system', event.occurredAt);
  const system = systemStore(runtime.database);
  try {
    const known = await reactTo(consuming, event, { store, system });
    if (known) message.ack();
    else await keepStray(consuming, message, 'unknown_event');
  } catch (error) {
    const { eventId, type } = event;
    const failure = { worker, queue, eventId, type, attempts: message.attempts };
    console.error({ message: 'reaction failed', ...failure, error: describeError(error) });
    await noteFailure(consuming, event, failureCode(error));
    message.retry({ delaySeconds: pauseAfter(message.attempts, runtime.retrySeconds) });
  }
  return store.spent.events + system.spent.events;
}

/** Whether the event exists; by then it is reacted to. Throws what the reaction throws. */
async function reactTo(
  { worker, reactionTo, runtime }: Consuming,
  message: EventMessage,
  { store, system }: { readonly store: TenantStore; readonly system: SystemStore },
): Promise<boolean> {
  const found = reactionTo(message.type);
  const key = { consumer: worker, eventIds: JSON.stringify([message.eventId]) };
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const loaded = await store.read({
      ...found?.load(message),
      event$: first(eventsToReactTo.bind(key)),
      deadLetter$: first(deadLettersOfEvents.bind(key)),
    });
    const logged = loaded.event$;
    if (logged === undefined) return false;
    if (logged.reaction === 'done') return true;
    if (found === undefined) throw new NoReactionError(`${worker} has no reaction to ${message.type}`);
    const reacting = { found, message, logged, letter: loaded.deadLetter$, loaded, runtime };
    await found.run?.({ ...givenOf(reacting), store, system, runtime });
    const outcome = await store.commit({
      ...(await decided(reacting)),
      reacted: { consumer: worker, eventIds: [message.eventId], at: runtime.clock.now() },
    });
    if (outcome.committed) return true;
  }
  throw new LostRaceError(`${message.type} was decided ${attempts} times and never committed`);
}

/** This version of the Worker does not react to such events. */
export class NoReactionError extends Error {
  readonly code = 'reaction.none';
}

/** Others were faster each time, or what the reaction writes is refused. */
export class LostRaceError extends Error {
  readonly code = 'reaction.conflict';
}

/** A message with all that its reaction is given. */
export interface Reacting {
  readonly found: Reaction;
  readonly message: EventMessage;
  readonly logged: LoggedEvent;
  readonly letter: DeadLetter | undefined;
  readonly loaded: Readonly<Record<string, unknown>>;
  readonly runtime: Runtime;
}

function givenOf({ message, logged }: Reacting) {
  const { actorType, actorId, reaction: _, attempts: __, lastError: ___, id: ____, ...envelope } = logged;
  const event: ReceivedEvent = { ...message, ...envelope, actor: { type: actorType, id: actorId } };
  const { occurredAt: now, requestId } = event;
  const moment: Moment = { actor: { type: 'system', id: null }, now, requestId };
  return { event, moment };
}

/** What a reaction commits, with the end of its dead letter if there was one. Throws what the reaction throws. */
export async function decided(reacting: Reacting): Promise<Commit> {
  const { found, loaded, letter, runtime } = reacting;
  const given = givenOf(reacting);
  const decision: ReactionDecision = (await found.decide({ ...given, loaded, runtime })) ?? {};
  const settled =
    letter === undefined || letter.state === 'done'
      ? []
      : [
          changed(
            given.moment,
            deadLetterSubject,
            letter,
            { state: 'done' },
            { type: 'dead_letter.settled' },
          ),
        ];
  return { ...decision, changes: [...(decision.changes ?? []), ...settled] };
}

/** Where the database is away too, the queue alone knows of the failure. */
async function noteFailure(
  { worker, runtime }: Consuming,
  event: EventMessage,
  error: string,
): Promise<void> {
  const now = runtime.clock.now();
  const values = { consumer: worker, eventId: event.eventId, error, at: now, resendAt: now + resendAfterMs };
  const store = tenantStore(runtime.database, event.tenantId, 'system');
  await store.commit({ changes: [], also: [reactionFailed.bind(values)] }).catch((fault: unknown) => {
    console.error({ message: 'failure not noted', eventId: event.eventId, error: describeError(fault) });
  });
}

/** Keeps a message that names no event of ours; one that cannot be kept just now comes again. */
export async function keepStray(
  { queue, runtime }: Pick<Consuming, 'queue' | 'runtime'>,
  message: Message,
  reason: 'unreadable' | 'unknown_event',
): Promise<void> {
  const { id, attempts: delivered } = message;
  console.error({ message: 'stray message', queue, id, reason, attempts: delivered });
  try {
    await systemStore(runtime.database).keepStrayMessage({
      queue,
      messageId: id,
      reason,
      body: message.body,
      attempts: delivered,
      keptAt: runtime.clock.now(),
    });
    message.ack();
  } catch (error) {
    console.error({ message: 'stray message not kept', queue, id, error: describeError(error) });
    message.retry({ delaySeconds: pauseAfter(delivered, runtime.retrySeconds) });
  }
}

/** Doubles with each attempt, up to five minutes. */
export function pauseAfter(failures: number, baseSeconds: number): number {
  return Math.min(baseSeconds * 2 ** (failures - 1), longestPause);
}
