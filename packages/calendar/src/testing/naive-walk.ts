import { type CalendarDefinition, type Interval, weekdays } from '../definition.ts';

const minuteMs = 60_000;

/** Longer than any clock is ever put back. */
const lookBackMinutes = 180;

/**
 * Working minutes from one instant (whole minutes, in milliseconds) on, one by one and slowly, by nothing but
 * what a clock on the wall shows. While the clock repeats an hour, time stands where it was first.
 */
export function* workingMinutes(definition: CalendarDefinition, from: number): Generator<boolean> {
  const wall = wallClock(definition.timeZone);
  let furthest = '';
  for (let at = from - lookBackMinutes * minuteMs; ; at += minuteMs) {
    const shown = wall(at);
    if (shown > furthest) furthest = shown;
    if (at >= from) yield isWorked(definition, furthest);
  }
}

function isWorked(definition: CalendarDefinition, local: string): boolean {
  const [date = '', time = ''] = local.split(' ');
  return intervalsOn(definition, date).some(([opens, closes]) => opens <= time && time < closes);
}

function intervalsOn({ week, exceptions = [] }: CalendarDefinition, date: string): readonly Interval[] {
  const exception = exceptions.find((one) => one.date === date);
  if (exception) return exception.working ? (exception.intervals ?? week.mon ?? []) : [];
  const weekday = weekdays[(new Date(date).getUTCDay() + 6) % 7];
  return (weekday && week[weekday]) ?? [];
}

/** What the clock on the wall shows: `yyyy-mm-dd HH:MM`. */
function wallClock(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (at) => format.format(at);
}
