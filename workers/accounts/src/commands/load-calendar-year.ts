import { openTasksOf } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { all, changed, first } from '@keyline/store';
import { yearBody } from '../domain/calendar-input.ts';
import { some } from '../problems.ts';
import { withYearSent } from '../records/calendar-checks.ts';
import { answeringYears } from '../records/calendar-tasks.ts';
import { calendarById, calendarFields, calendarSubject, keepVersion } from '../records/calendars.ts';
import { calendarView, viewCalendar } from '../views/calendar.ts';

/** Puts the holidays and make-up days of one year into a calendar, in place of what it had for that year. */
export const loadCalendarYear = command({
  id: 'loadCalendarYear',
  method: 'POST',
  path: '/v1/calendars/{calendarId}/actions/load-year',
  tag: 'Calendars',
  summary: 'Load the holidays of a year',
  description:
    'From CSV or iCalendar, or the Chinese years that are known. The year takes the place of what the calendar had for it, and is known from then on, which closes the task that asked for it, and moves running limits that were counted by the weekday; days of other years in the file are left out.',
  permission: 'calendars.write',
  params: { calendarId: idField('calendar') },
  body: yearBody,
  answer: { status: 200, description: 'The calendar as it is now.', schema: calendarView },
  problems: some('calendar.not_found'),
  load: ({ params: { calendarId: id } }) => ({
    calendar: first(calendarById.bind({ id })),
    tasks: all(openTasksOf.bind({ subjectId: id })),
  }),
  required: { calendar: 'calendar.not_found' },
  versioned: 'calendar',
  async decide({ loaded: { calendar, tasks }, body, moment }) {
    const { after } = await withYearSent(calendar.definition, body, moment.now);
    const patch = calendarFields(calendar.name, after);
    const event = { type: 'calendar.year_loaded', facts: { year: body.year } };
    const made = changed(moment, calendarSubject, calendar, patch, event);
    const answered = answeringYears(moment, tasks, after);
    const kept = made.statements.length > 0 ? [keepVersion(made.row)] : [];
    return {
      changes: [made, ...answered.changes],
      also: [...kept, ...answered.also],
      body: viewCalendar(made.row),
    };
  },
});

export const example: Example = {
  events: ['calendar.year_loaded'],
  async request({ make }) {
    const { id } = await make('createCalendar');
    const text =
      'date,working,intervals,name\n2026-05-01,false,,劳动节\n2026-05-09,true,09:00-12:00,劳动节\n';
    return { params: { calendarId: id }, body: { year: 2026, format: 'csv', text } };
  },
  failures: {
    'calendar.not_found': () => ({
      params: { calendarId: 'cal_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { year: 2026, format: 'china' },
    }),
  },
};
