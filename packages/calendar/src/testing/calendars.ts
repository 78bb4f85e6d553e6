import { type Calendar, compileCalendar } from '../compile.ts';
import { type CalendarDefinition, type Interval, weekdays } from '../definition.ts';

/** Monday to Friday with the same hours. */
export function weekdaysOf(timeZone: string, ...hours: Interval[]): CalendarDefinition {
  return { timeZone, week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } };
}

/** A calendar in UTC that opens Monday to Friday, to calculate with. */
export function weekdayCalendar(from: string, until: string): Calendar {
  return compileCalendar(weekdaysOf('UTC', [from, until]));
}

/** A calendar that never closes. */
export function alwaysOpen(timeZone: string): CalendarDefinition {
  const wholeDay: readonly Interval[] = [['00:00', '24:00']];
  return { timeZone, week: Object.fromEntries(weekdays.map((weekday) => [weekday, wholeDay])) };
}
