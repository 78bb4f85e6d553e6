import { blockDays } from './block.ts';
import { compileCalendar } from './compile.ts';
import type { CalendarDefinition, CalendarException } from './definition.ts';
import { dayOf, yearOf } from './local-time.ts';

/** What a year's holidays change in a calendar. */
export interface YearChanges {
  readonly added: readonly CalendarException[];
  readonly changed: readonly { readonly before: CalendarException; readonly after: CalendarException }[];
  readonly removed: readonly CalendarException[];
}

/** The calendar with these exceptions in place of those of the year, which is known from now on. */
export function withYear(
  definition: CalendarDefinition,
  year: number,
  days: readonly CalendarException[],
): CalendarDefinition {
  const others = (definition.exceptions ?? []).filter(({ date }) => yearOf(dayOf(date)) !== year);
  const knownYears = [...new Set([...(definition.knownYears ?? []), year])].toSorted((a, b) => a - b);
  const exceptions = [...others, ...days].toSorted((one, other) => (one.date < other.date ? -1 : 1));
  return { ...definition, exceptions, knownYears };
}

/** What becomes other between two versions of a calendar. */
export function yearChanges(before: CalendarDefinition, after: CalendarDefinition): YearChanges {
  const [was, is] = [byDate(before), byDate(after)];
  return {
    added: [...is.values()].filter(({ date }) => !was.has(date)),
    changed: [...is.values()].flatMap((now) => {
      const then = was.get(now.date);
      return then === undefined || isSame(then, now) ? [] : [{ before: then, after: now }];
    }),
    removed: [...was.values()].filter(({ date }) => !is.has(date)),
  };
}

function byDate({ exceptions = [] }: CalendarDefinition): ReadonlyMap<string, CalendarException> {
  return new Map(exceptions.map((exception) => [exception.date, exception]));
}

function isSame(one: CalendarException, other: CalendarException): boolean {
  const text = ({ working, intervals, name }: CalendarException) =>
    JSON.stringify([working, intervals, name]);
  return text(one) === text(other);
}

/** How many days of the year have working time. */
export function workingDays(definition: CalendarDefinition, year: number): number {
  const calendar = compileCalendar(definition);
  const [first, end] = [dayOf(`${year}-01-01`), dayOf(`${year + 1}-01-01`)];
  let count = 0;
  for (let day = first; day < end; day += 1) {
    const block = calendar.block(Math.floor(day / blockDays));
    const at = day - Math.floor(day / blockDays) * blockDays;
    const next = block.firstOf[at + 1] ?? block.opens.length;
    if (next > (block.firstOf[at] as number)) count += 1;
  }
  return count;
}

/** Whether what passes between two instants (milliseconds) rests on years whose holidays are not known. */
export function isAssumed({ knownYears }: CalendarDefinition, from: number, to: number): boolean {
  if (knownYears === undefined) return false;
  const [first, last] = [new Date(from).getUTCFullYear(), new Date(to).getUTCFullYear()];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at).some(
    (year) => !knownYears.includes(year),
  );
}
