import type { CalendarDefinition, CalendarException, Interval } from './definition.ts';
import { dateOf, dayMs, minutesOf, weekdayOf, yearOf } from './local-time.ts';
import type { Stretch, Zone } from './zone.ts';

/** How many days are worked out at a time. */
export const blockDays = 128;

/** Why the hours of a day are what they are. */
export type DayKind = 'working' | 'make_up_day' | 'weekend' | 'holiday';

/** The working time of 128 days in a row. Instants and lengths in milliseconds. */
export interface Block {
  readonly from: number;
  readonly until: number;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** Working time of the block before each interval, and behind the last one its whole. */
  readonly before: Float64Array;
  /** The first interval of each day. */
  readonly firstOf: Uint16Array;
  /** Local midnight of each day, and behind them the end. */
  readonly midnights: Float64Array;
  readonly kinds: readonly DayKind[];
  /** Days whose year's holidays are not known. */
  readonly assumed: readonly boolean[];
}

/** A definition, ready to be asked about any day. */
export interface Rules {
  readonly zone: Zone;
  readonly definition: CalendarDefinition;
  readonly exceptions: ReadonlyMap<string, CalendarException>;
  readonly knownYears: ReadonlySet<number> | undefined;
}

/** Works out the block `index`: the days from `index * 128` on, counted from 1970-01-01. */
export function blockOf(rules: Rules, index: number): Block {
  const first = index * blockDays;
  const days = Array.from({ length: blockDays }, (_, at) => dayOfRules(rules, first + at));
  const stretches = rules.zone.stretches((first - 1) * dayMs, (first + blockDays + 1) * dayMs);
  const midnights = Float64Array.from({ length: blockDays + 1 }, (_, at) =>
    reached(stretches, (first + at) * dayMs),
  );
  const intervals: [number, number][] = [];
  const firstOf = new Uint16Array(blockDays);
  days.forEach(({ minutes }, at) => {
    firstOf[at] = intervals.length;
    for (const [from, until] of minutes) {
      const opens = reached(stretches, (first + at) * dayMs + from * 60_000);
      const closes = reached(stretches, (first + at) * dayMs + until * 60_000);
      if (opens < closes) intervals.push([opens, closes]);
    }
  });
  const before = new Float64Array(intervals.length + 1);
  intervals.forEach(([opens, closes], at) => {
    before[at + 1] = (before[at] ?? 0) + closes - opens;
  });
  return {
    from: midnights[0] as number,
    until: midnights[blockDays] as number,
    opens: Float64Array.from(intervals, ([opens]) => opens),
    closes: Float64Array.from(intervals, ([, closes]) => closes),
    before,
    firstOf,
    midnights,
    kinds: days.map(({ kind }) => kind),
    assumed: days.map(({ assumed }) => assumed),
  };
}

/** The rule of one day: minutes since midnight. */
function dayOfRules({ definition, exceptions, knownYears }: Rules, day: number) {
  const usual = definition.week[weekdayOf(day)] ?? [];
  const exception = exceptions.get(dateOf(day));
  const worked = intervalsOf(definition, usual, exception);
  return {
    minutes: minutesOf(worked),
    kind: kindOf(usual, exception),
    assumed: exception === undefined && knownYears?.has(yearOf(day)) === false,
  };
}

function intervalsOf(
  { week }: CalendarDefinition,
  usual: readonly Interval[],
  exception: CalendarException | undefined,
): readonly Interval[] {
  if (exception === undefined) return usual;
  return exception.working ? (exception.intervals ?? week.mon ?? []) : [];
}

function kindOf(usual: readonly Interval[], exception: CalendarException | undefined): DayKind {
  if (exception === undefined) return usual.length > 0 ? 'working' : 'weekend';
  if (!exception.working) return 'holiday';
  return usual.length > 0 ? 'working' : 'make_up_day';
}

/**
 * The first instant at which the local clock shows this time (milliseconds as if it were UTC) or a later one. A
 * time that the clock leaves out is reached when it jumps; one that it shows twice, the first time. So local
 * times in order are instants in order, and no interval overlaps another.
 */
function reached(stretches: readonly Stretch[], local: number): number {
  for (const { from, until, offset } of stretches) {
    if (local < until + offset) return Math.max(from, local - offset);
  }
  return stretches.at(-1)?.until ?? local;
}
