import { parseMessage } from '@keyline/events';
import { newId } from '@keyline/kernel';
import {
  type Change,
  changed,
  created,
  type DeadLetter,
  deadLetterSubject,
  deadLettersOfEvents,
  eventsToReactTo,
  first,
  type LoggedEvent,
  type Moment,
  mustNotBeDone,
  reactionDead,
  type TenantStore,
  tenantStore,
} from '@keyline/store';
import { type Consuming, keepStray, type Message, pauseAfter } from './consume.ts';
import { describeError } from './describe-error.ts';

/** How often a letter is decided before its message comes again. */
const attempts = 4;

/**
 * Keeps one message of the dead letters as a row that its tenant can see and have sent again. It is acknowledged when
 * the row is there, and not before.
 */
export async function bury(consuming: Consuming, message: Message): Promise<number> {
  const { worker, queue, runtime } = consuming;
  const event = parseMessage(message.body);
  if (event === undefined || event.cell !== runtime.cell) {
    await keepStray(consuming, message, 'unreadable');
    return 0;
  }
  const { tenantId, eventId, type } = event;
  const store = tenantStore(runtime.database, tenantId, 'system', event.occurredAt);
  try {
    const known = await keep(consuming, { consumer: worker, eventId }, store);
    if (!known) await keepStray(consuming, message, 'unknown_event');
    else message.ack();
  } catch (error) {
    const told = { message: 'dead letter not kept', worker, queue, eventId, type };
    console.error({ ...told, attempts: message.attempts, error: describeError(error) });
    message.retry({ delaySeconds: pauseAfter(message.attempts, runtime.retrySeconds) });
  }
  return store.spent.events;
}

/** Whether the event exists; by then its letter is kept, unless somebody has reacted meanwhile. */
async function keep(
  { runtime }: Consuming,
  key: { readonly consumer: string; readonly eventId: string },
  store: TenantStore,
): Promise<boolean> {
  const named = { consumer: key.consumer, eventIds: JSON.stringify([key.eventId]) };
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { event, letter } = await store.read({
      event: first(eventsToReactTo.bind(named)),
      letter: first(deadLettersOfEvents.bind(named)),
    });
    if (event === undefined) return false;
    if (event.reaction === 'done' || (event.reaction === 'dead' && letter?.state === 'dead')) return true;
    const at = runtime.clock.now();
    const error = event.lastError ?? 'message.given_up';
    const outcome = await store.commit({
      musts: [mustNotBeDone.bind(named)],
      changes: [letterOf(event, letter, key.consumer, error, at)],
      also: [reactionDead.bind({ ...key, error, at })],
    });
    if (outcome.committed) return true;
  }
  throw new Error('a dead letter lost its race each time');
}

function letterOf(
  event: LoggedEvent,
  letter: DeadLetter | undefined,
  consumer: string,
  lastError: string,
  diedAt: number,
): Change {
  const moment: Moment = {
    actor: { type: 'system', id: null },
    now: event.occurredAt,
    requestId: event.requestId,
  };
  const state = { state: 'dead', attempts: event.attempts, lastError, diedAt } as const;
  const told = { type: 'dead_letter.kept' };
  if (letter !== undefined) return changed(moment, deadLetterSubject, letter, state, told);
  const named = { id: newId('dead_letter'), consumer, eventId: event.id, eventType: event.type };
  return created(moment, deadLetterSubject, { ...named, ...state }, told);
}
