import type { CalendarDefinition } from '@keyline/calendar';
import { ProblemError, refuseCommon } from '@keyline/kernel';
import type { YearInput } from '../domain/calendar-input.ts';

/** Throws what is wrong with a definition as the problem of an input, as of `now` (milliseconds). */
export async function demandCalendar(definition: CalendarDefinition, now: number): Promise<void> {
  const { calendarFindings } = await import('@keyline/calendar/authoring');
  const errors = calendarFindings(definition, now);
  if (errors.length > 0) throw new ProblemError(refuseCommon('request.invalid', { errors }));
}

/** The calendar with the year that was sent. Throws what cannot be read or does not fit as the problem of an input. */
export async function withYearSent(definition: CalendarDefinition, sent: YearInput, now: number) {
  // Read once a year: nobody else has to load the readers.
  const { readYear } = await import('../domain/read-year.ts');
  const { withYear } = await import('@keyline/calendar/authoring');
  const { days, outside, errors } = readYear(sent);
  if (errors.length > 0) throw new ProblemError(refuseCommon('request.invalid', { errors }));
  const after = withYear(definition, sent.year, days);
  await demandCalendar(after, now);
  return { after, outside };
}
