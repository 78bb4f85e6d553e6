import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { yearBody } from '../domain/calendar-input.ts';
import { some } from '../problems.ts';
import { withYearSent } from '../records/calendar-checks.ts';
import { calendarById } from '../records/calendars.ts';
import { yearPreviewView } from '../views/calendar.ts';

/** What loading a year would change. */
export const previewCalendarYear = query({
  id: 'previewCalendarYear',
  path: '/v1/calendars/{calendarId}/year-preview',
  tag: 'Calendars',
  summary: 'Preview the holidays of a year',
  description: 'Tells what loading the same would change, date by date. Writes nothing.',
  permission: 'calendars.write',
  params: { calendarId: idField('calendar') },
  body: yearBody,
  answer: { description: 'What would change.', schema: yearPreviewView },
  problems: some('calendar.not_found'),
  load: ({ params }) => ({ calendar: first(calendarById.bind({ id: params.calendarId })) }),
  required: { calendar: 'calendar.not_found' },
  async view({ loaded: { calendar }, body, now }) {
    const { definition } = calendar;
    const { workingDays, yearChanges } = await import('@keyline/calendar/authoring');
    const { after, outside } = await withYearSent(definition, body, now);
    return {
      body: {
        year: body.year,
        ...yearChanges(definition, after),
        workingDays: {
          before: workingDays(definition, body.year),
          after: workingDays(after, body.year),
        },
        leftOut: outside,
      },
    };
  },
});

export const example: Example = {
  async request({ make }) {
    const { id } = await make('createCalendar');
    return { params: { calendarId: id }, body: { year: 2026, format: 'china' } };
  },
  failures: {
    'calendar.not_found': () => ({
      params: { calendarId: 'cal_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { year: 2026, format: 'china' },
    }),
  },
};
