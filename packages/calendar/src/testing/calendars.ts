import { type Calendar, compileCalendar } from '../compile.ts';
import type { Interval } from '../definition.ts';

/** Monday to Friday with the same hours. */
export function weekOf(...hours: Interval[]) {
  return { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };
}

/** A calendar in UTC (or another zone) that opens Monday to Friday. */
export function weekdayCalendar(from: string, until: string, timeZone = 'UTC'): Calendar {
  return compileCalendar({ timeZone, week: weekOf([from, until]) });
}

const wholeDay: readonly Interval[] = [['00:00', '24:00']];

/** A calendar that never closes. */
export function alwaysOpen(timeZone: string): Calendar {
  const week = { ...weekOf(['00:00', '24:00']), sat: wholeDay, sun: wholeDay };
  return compileCalendar({ timeZone, week });
}
