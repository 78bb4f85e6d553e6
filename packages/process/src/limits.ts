import { type Definition, type Stage, stageOf } from './definition.ts';
import type { Organisation } from './people.ts';
import {
  apply,
  type CaseEvent,
  type CaseState,
  type HeldClock,
  type Party,
  type RunningClock,
} from './state.ts';
import { spanMinutes } from './words.ts';

/** Working time of the tenant's calendar: instants in ms, spans in whole working minutes. */
export interface WorkingTime {
  /** The first instant at which so many working minutes have passed since `from`. */
  add(from: number, minutes: number): number;
  /** Working minutes between two instants. */
  between(from: number, to: number): number;
}

/** The share of a limit after which its actor is warned, where the stage says nothing. */
export const defaultWarnPercent = 80;

/** What has to be armed for a clock: when which level is due. A level is a multiple of the limit; 0 warns. */
export interface Due {
  readonly kind: 'warning' | 'breach' | 'escalation';
  readonly level: number;
  readonly cycle: number;
  readonly dueAt: number;
}

/** A clock that starts now, or goes on where it was held. */
export function startClock(
  state: CaseState,
  given: { readonly limit: string; readonly warnPercent: number | undefined },
  now: number,
  time: WorkingTime,
  held: RunningClock | undefined,
): RunningClock {
  const limit = spanMinutes(given.limit);
  const used = held?.used ?? 0;
  return {
    cycle: state.serial + 1,
    limit,
    warnPercent: given.warnPercent ?? defaultWarnPercent,
    startedAt: now,
    used,
    dueAt: instantAt(now, limit - used, time),
    warned: held?.warned ?? false,
    level: held?.level ?? 0,
  };
}

/** What was overdrawn already when the clock went on is due at once. */
function instantAt(from: number, minutes: number, time: WorkingTime): number {
  return minutes <= 0 ? from : time.add(from, minutes);
}

/** The clock of a stage that is left for one that pauses, with what it used; a second pause keeps it. */
export function holdClock(state: CaseState, into: Stage, now: number, time: WorkingTime): HeldClock | null {
  if (!into.pauses) return null;
  if (state.clock === null || state.held !== null) return state.held;
  const { clock } = state;
  const used = clock.used + time.between(clock.startedAt, now);
  return { stage: state.stage, clock: { ...clock, used } };
}

/** All that is to be armed for a clock as it stands: its warning, and the next multiple of its limit. */
export function duesOf(clock: RunningClock, time: WorkingTime): readonly Due[] {
  const { cycle, limit, warnPercent, startedAt, used, warned, level } = clock;
  const at = (minutes: number) => instantAt(startedAt, minutes - used, time);
  const warning: Due[] =
    warned || level > 0
      ? []
      : [{ kind: 'warning', level: 0, cycle, dueAt: at(Math.ceil((limit * warnPercent) / 100)) }];
  return [...warning, nextDue(clock, level + 1, at)];
}

function nextDue(clock: RunningClock, level: number, at: (minutes: number) => number): Due {
  const kind = level === 1 ? 'breach' : 'escalation';
  return { kind, level, cycle: clock.cycle, dueAt: at(clock.limit * level) };
}

/** What a due limit brings: whom it reaches, what the case keeps of it, and what is due next. */
export interface Raised {
  readonly next: CaseState;
  readonly events: readonly CaseEvent[];
  readonly due: Pick<Due, 'kind' | 'level'>;
  /** When it was due by the limit itself, however late it was looked at. */
  readonly dueAt: number;
  readonly reaches: readonly Party[];
  readonly arm: readonly Due[];
}

/**
 * A limit that is due. Undefined where it was told already, or where its clock no longer runs: nothing is told
 * twice, and nothing of a stage that was left. The breach reaches who acts and the manager of the unit, each
 * further multiple the manager of the unit above, up to the root; where units have none, the administrators.
 */
export function raise(
  definition: Definition,
  state: CaseState,
  due: Pick<Due, 'kind' | 'level' | 'cycle'>,
  organisation: Organisation,
  time: WorkingTime,
): Raised | undefined {
  const { clock } = state;
  if (clock === null || state.outcome !== null || clock.cycle !== due.cycle) return undefined;
  const actors = state.tasks.filter(({ kind }) => kind !== 'escalation').flatMap(({ parties }) => parties);
  const at = (minutes: number) => instantAt(clock.startedAt, minutes - clock.used, time);
  if (due.kind === 'warning') {
    if (clock.warned || clock.level > 0) return undefined;
    const events: CaseEvent[] = [{ type: 'clock_raised', warned: true, level: 0 }];
    const dueAt = at(Math.ceil((clock.limit * clock.warnPercent) / 100));
    return raised(state, events, { due, dueAt, reaches: actors, arm: [] });
  }
  if (due.level !== clock.level + 1) return undefined;
  const ladder = ladderOf(organisation);
  const reached = ladder[due.level - 1];
  if (reached === undefined) return undefined;
  const task = {
    key: `t${state.serial + 1}`,
    kind: 'escalation',
    seat: null,
    title: stageOf(definition, state.stage).title,
    parties: [reached],
    dueAt: null,
  } as const;
  const events: CaseEvent[] = [
    { type: 'clock_raised', warned: true, level: due.level },
    { type: 'task_opened', task },
  ];
  const further = due.level < ladder.length ? [nextDue(clock, due.level + 1, at)] : [];
  const reaches = due.level === 1 ? [...actors, reached] : [reached];
  return raised(state, events, { due, dueAt: at(clock.limit * due.level), reaches, arm: further });
}

/** A limit that is due at another time, since its working time turned out to be another. */
export interface Recounted {
  readonly next: CaseState;
  readonly events: readonly CaseEvent[];
  readonly arm: readonly Due[];
}

/** A running limit by the calendar as it is known now: what was told of it stays told. Undefined where none runs. */
export function recount(state: CaseState, time: WorkingTime): Recounted | undefined {
  const { clock } = state;
  if (clock === null || state.outcome !== null) return undefined;
  const dueAt = instantAt(clock.startedAt, clock.limit - clock.used, time);
  const events: CaseEvent[] = dueAt === clock.dueAt ? [] : [{ type: 'clock_due_moved', dueAt }];
  return { next: events.reduce(apply, state), events, arm: duesOf(clock, time) };
}

/** Whom escalations reach, one after the other: nobody twice in a row. */
export function ladderOf({ managers }: Organisation): readonly Party[] {
  const people = managers.filter((id, index) => id !== managers[index - 1]);
  if (people.length === 0) return [{ role: 'administrator', orgUnitId: null }];
  return people.map((userId) => ({ userId }));
}

function raised(
  state: CaseState,
  events: readonly CaseEvent[],
  rest: Omit<Raised, 'next' | 'events'>,
): Raised {
  return { next: events.reduce(apply, state), events, ...rest };
}
