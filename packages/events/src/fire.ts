import {
  all,
  armedDeadlines,
  type Commit,
  type Deadline,
  failDeadline,
  fireDeadlines,
  type Moment,
  type TenantStore,
  UnavailableError,
} from '@keyline/store';
import type { DeadlineHandler } from './deadline.ts';
import type { Effects } from './effects.ts';
import { readPlans } from './merged-plans.ts';

/** Where, when and by whom the deadlines of one tenant are fired. */
export interface Firing<Runtime> {
  readonly store: TenantStore;
  readonly handlers: readonly DeadlineHandler<Runtime>[];
  readonly moment: Moment;
  readonly runtime: Runtime;
  onFailure(failure: { readonly kind: string; readonly attempts: number; readonly error: unknown }): void;
}

/** How often a deadline is decided in one sweep while others are faster with what it changes. */
const attempts = 2;
const minute = 60_000;
const longestWait = 60;

/** Fires those of these ids of one tenant that are armed and due. Returns how many were fired and how many failed. */
export async function fire<Runtime>(
  firing: Firing<Runtime>,
  ids: readonly string[],
): Promise<{ fired: number; failed: number }> {
  const { armed } = await firing.store.read({
    armed: all(armedDeadlines.bind({ ids: JSON.stringify(ids), now: firing.moment.now })),
  });
  const done = { fired: 0, failed: 0 };
  for (const round of roundsOf(armed)) {
    if (await fireTogether(firing, round)) {
      done.fired += round.length;
      continue;
    }
    for (const deadline of round) {
      const error = await fireAlone(firing, deadline);
      if (error === undefined) done.fired += 1;
      else {
        done.failed += 1;
        await putOff(firing, deadline, error);
      }
    }
  }
  return done;
}

/** One subject changes once in a commit: its further deadlines wait for the next round. */
function roundsOf(deadlines: readonly Deadline[]): Deadline[][] {
  const rounds: Deadline[][] = [];
  for (const ofSubject of Map.groupBy(deadlines, ({ subjectId }) => subjectId).values()) {
    for (const [round, deadline] of ofSubject.entries()) {
      rounds[round] ??= [];
      rounds[round].push(deadline);
    }
  }
  return rounds;
}

/** All of them in one load and one commit; false when that cannot be, for whatever reason of whichever of them. */
async function fireTogether<Runtime>(
  firing: Firing<Runtime>,
  deadlines: readonly Deadline[],
): Promise<boolean> {
  try {
    return (await firing.store.commit(await decided(firing, deadlines))).committed;
  } catch (error) {
    if (error instanceof UnavailableError) throw error;
    return false;
  }
}

/** What was wrong with it; undefined when it was fired, or is no longer what it was when the sweep looked. */
async function fireAlone<Runtime>(firing: Firing<Runtime>, deadline: Deadline): Promise<unknown> {
  let lost: unknown;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { store } = firing;
    const bound = armedDeadlines.bind({ ids: JSON.stringify([deadline.id]), now: firing.moment.now });
    const [now] = (await store.read({ armed: all(bound) })).armed;
    if (now?.dueAt !== deadline.dueAt) return undefined;
    try {
      const outcome = await store.commit(await decided(firing, [now]));
      if (outcome.committed) return undefined;
      lost = new LostError(outcome.reason);
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      return error;
    }
  }
  return lost;
}

/** Somebody else was faster, again and again. */
class LostError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = reason;
  }
}

async function decided<Runtime>(
  { store, handlers, moment, runtime }: Firing<Runtime>,
  deadlines: readonly Deadline[],
): Promise<Commit> {
  const handled = deadlines.map((deadline) => ({ deadline, handler: handlerOf(handlers, deadline.kind) }));
  const loaded = await readPlans(
    store,
    handled.map(({ deadline, handler }) => handler.load(deadline)),
  );
  const effects: Effects[] = [];
  for (const [index, { deadline, handler }] of handled.entries()) {
    const effect = await handler.decide({ loaded: loaded[index] ?? {}, deadline, moment, runtime });
    if (effect !== undefined) effects.push(effect);
  }
  const { must, fire: fired } = fireDeadlines(deadlines, moment.now);
  return {
    musts: [must, ...effects.flatMap(({ musts = [] }) => musts)],
    before: [fired, ...effects.flatMap(({ before = [] }) => before)],
    changes: effects.flatMap(({ changes = [] }) => changes),
    also: effects.flatMap(({ also = [] }) => also),
    facts: effects.flatMap(({ facts = [] }) => facts),
    numbers: effects.flatMap(({ numbers = [] }) => numbers),
  };
}

function handlerOf<Runtime>(
  handlers: readonly DeadlineHandler<Runtime>[],
  kind: string,
): DeadlineHandler<Runtime> {
  const handler = handlers.find((one) => one.kind === kind);
  if (handler === undefined) throw new LostError('no_handler');
  return handler;
}

async function putOff<Runtime>(
  { store, moment, onFailure }: Firing<Runtime>,
  { id, kind, attempts: before }: Deadline,
  error: unknown,
): Promise<void> {
  const wait = Math.min(2 ** before, longestWait) * minute;
  const word = error instanceof Error ? error.name : typeof error;
  onFailure({ kind, attempts: before + 1, error });
  await store.commit({ changes: [], also: [failDeadline(id, word, moment.now + wait)] });
}
