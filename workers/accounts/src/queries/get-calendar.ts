import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { calendarById } from '../records/calendars.ts';
import { calendarView, viewCalendar } from '../views/calendar.ts';

/** One calendar. */
export const getCalendar = query({
  id: 'getCalendar',
  path: '/v1/calendars/{calendarId}',
  tag: 'Calendars',
  summary: 'Get a calendar',
  permission: 'calendars.read',
  params: { calendarId: idField('calendar') },
  answer: { description: 'The calendar.', schema: calendarView },
  versioned: true,
  problems: some('calendar.not_found'),
  load: ({ params }) => ({ calendar: first(calendarById.bind({ id: params.calendarId })) }),
  required: { calendar: 'calendar.not_found' },
  view: ({ loaded }) => ({ body: viewCalendar(loaded.calendar) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { calendarId: (await make('createCalendar')).id } };
  },
  failures: {
    'calendar.not_found': () => ({ params: { calendarId: 'cal_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
