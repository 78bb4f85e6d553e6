import type { Calendar } from '../compile.ts';
import { addWorking, NoWorkingTimeError, workingBetween } from '../working-time.ts';
import { historyOf, type SlaHistory, secondOf } from './history.ts';
import {
  type Clock,
  type ClockState,
  type Cycle,
  type SlaEvent,
  type SlaMetric,
  type SlaTargets,
  type Spell,
  slaMetrics,
} from './model.ts';

/**
 * The clocks of a ticket at one instant (milliseconds): a pure function of what happened until then, the targets and
 * the calendar, whoever looks and however late. A metric without a target has no clock; `next_response` and `ola` have
 * one from their first cycle on, and show the latest.
 */
export function clocks(
  events: readonly SlaEvent[],
  targets: SlaTargets,
  calendar: Calendar,
  at: number,
): Clock[] {
  return readClocks(historyOf(events, at), targets, calendar, at);
}

/** The same of a history that was gone on with event by event, none of them later than `at`. */
export function readClocks(
  history: SlaHistory,
  targets: SlaTargets,
  calendar: Calendar,
  at: number,
): Clock[] {
  return slaMetrics.flatMap((metric) => {
    const target = targets[metric];
    const cycle = history.cycles[metric].at(-1);
    if (target === undefined || cycle === undefined) return [];
    return [clockOf({ history, metric, target, cycle, calendar, at: secondOf(at) })];
  });
}

/** Every cycle of every clock, those that are long over too: what alerts are told of. */
export function everyClock(
  events: readonly SlaEvent[],
  targets: SlaTargets,
  calendar: Calendar,
  at: number,
): Clock[] {
  const history = historyOf(events, at);
  return slaMetrics.flatMap((metric) => {
    const target = targets[metric];
    if (target === undefined) return [];
    const given = { history, metric, target, calendar, at: secondOf(at) };
    return history.cycles[metric].map((cycle) => clockOf({ ...given, cycle }));
  });
}

interface Given {
  readonly history: SlaHistory;
  readonly metric: SlaMetric;
  readonly target: number;
  readonly cycle: Cycle;
  readonly calendar: Calendar;
  readonly at: number;
}

function clockOf({ history, metric, target, cycle, calendar, at }: Given): Clock {
  const used = usedOf(calendar, cycle.spells, at);
  const endedAt = cycle.stoppedAt ?? history.endedAt;
  const runs = cycle.spells.at(-1)?.until === null;
  const due = runs || used > target ? reachedAt(calendar, cycle.spells, target) : null;
  return {
    metric,
    cycle: cycle.number,
    targetSeconds: target,
    usedSeconds: used,
    remainingSeconds: target - used,
    dueAt: runs ? due : null,
    state: stateOf({ late: used > target, ended: endedAt !== null, runs }),
    startedAt: cycle.startedAt,
    endedAt,
    breachedAt: used > target ? due : null,
    ...((metric === 'next_response' || metric === 'ola') && {
      worst: worstOf(history.cycles[metric], target, calendar, at),
    }),
    spells: cycle.spells,
  };
}

function stateOf({ late, ended, runs }: Record<'late' | 'ended' | 'runs', boolean>): ClockState {
  if (late) return 'breached';
  if (ended) return 'met';
  return runs ? 'running' : 'paused';
}

function worstOf(cycles: readonly Cycle[], target: number, calendar: Calendar, at: number) {
  const [worst] = cycles
    .map(({ number, spells }) => ({ cycle: number, usedSeconds: usedOf(calendar, spells, at) }))
    .toSorted((one, other) => other.usedSeconds - one.usedSeconds || one.cycle - other.cycle);
  const { cycle = 1, usedSeconds = 0 } = worst ?? {};
  return { cycle, usedSeconds, remainingSeconds: target - usedSeconds };
}

function usedOf(calendar: Calendar, spells: readonly Spell[], at: number): number {
  return spells.reduce((sum, { from, until }) => sum + workingBetween(calendar, from, until ?? at), 0);
}

/** The first instant at which a clock has used so many seconds; null when it stops before, or never gets there. */
export function reachedAt(calendar: Calendar, spells: readonly Spell[], seconds: number): number | null {
  let left = seconds;
  for (const { from, until } of spells) {
    if (until === null) return dueAfter(calendar, from, left);
    const used = workingBetween(calendar, from, until);
    if (used >= left) return dueAfter(calendar, from, left);
    left -= used;
  }
  return null;
}

function dueAfter(calendar: Calendar, from: number, seconds: number): number | null {
  try {
    return addWorking(calendar, from, seconds);
  } catch (error) {
    if (error instanceof NoWorkingTimeError) return null;
    throw error;
  }
}
