import { hourMark, idPrefixes, idSuffix } from '@keyline/kernel';

/** Holidays of the next year are published late in the year: from 1 October on they are asked for. */
const fromMonth = 9;

/** The year whose holidays have to be known by now (milliseconds). */
export function yearDue(now: number): number {
  const date = new Date(now);
  return date.getUTCFullYear() + (date.getUTCMonth() >= fromMonth ? 1 : 0);
}

/** The id of the event that tells of a year that a calendar misses: the same whoever tells it, and how often. */
export function missingYearEventId(calendarId: string, year: number): string {
  const mark = hourMark(Date.UTC(year - 1, fromMonth, 1));
  return `${idPrefixes.event}_${mark}${idSuffix(calendarId).slice(-20)}`;
}
