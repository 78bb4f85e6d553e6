import { addWorking, compileCalendar, NoWorkingTimeError } from '@keyline/calendar';
import { countInput, type Example, query } from '@keyline/http';
import { idField, instantField, instantInput, toInstant } from '@keyline/kernel';
import { first } from '@keyline/store';
import * as v from 'valibot';
import { some } from '../problems.ts';
import { calendarById } from '../records/calendars.ts';

const minutesInput = v.pipe(
  countInput,
  v.maxValue(1_000_000),
  v.description('Working minutes.'),
  v.metadata({ examples: ['480'] }),
);

const fromInput = v.pipe(
  instantInput,
  v.minValue(Date.parse('1970-01-02T00:00Z')),
  v.maxValue(Date.parse('2200-01-01T00:00Z')),
);

/** When so much working time is over. */
export const getDueTime = query({
  id: 'getDueTime',
  path: '/v1/calendars/{calendarId}/due',
  tag: 'Calendars',
  summary: 'Ask when working time is over',
  permission: 'calendars.read',
  params: { calendarId: idField('calendar') },
  query: { from: fromInput, minutes: minutesInput },
  answer: {
    description: 'The first instant at which so much working time has passed.',
    schema: v.strictObject({
      dueAt: instantField,
      assumed: v.pipe(
        v.boolean(),
        v.description('It rests on a year whose holidays are not known.'),
        v.metadata({ examples: [false] }),
      ),
    }),
  },
  problems: some('calendar.not_found', 'calendar.never_due'),
  load: ({ params }) => ({ calendar: first(calendarById.bind({ id: params.calendarId })) }),
  required: { calendar: 'calendar.not_found' },
  async view({ loaded: { calendar }, query: { from, minutes }, refuse }) {
    const { definition } = calendar;
    const { isAssumed } = await import('@keyline/calendar/authoring');
    try {
      const due = addWorking(compileCalendar(definition), from, minutes * 60);
      return { body: { dueAt: toInstant(due), assumed: isAssumed(definition, from, due) } };
    } catch (error) {
      if (error instanceof NoWorkingTimeError) return refuse('calendar.never_due');
      throw error;
    }
  },
});

const asked = { from: '2026-02-27T17:30:00+08:00', minutes: '600' };

export const example: Example = {
  async request({ make }) {
    return { params: { calendarId: (await make('createCalendar')).id }, query: asked };
  },
  failures: {
    'calendar.not_found': () => ({
      params: { calendarId: 'cal_01kafxq0h3e7rvx8bm2s9t4c5d' },
      query: asked,
    }),
    async 'calendar.never_due'({ run, serial }) {
      const body = { name: `周一 ${serial}`, timeZone: 'UTC', week: { mon: [['09:00', '09:01']] } };
      const { id } = await run('createCalendar', { body });
      return { params: { calendarId: id }, query: { ...asked, minutes: '100000' } };
    },
  },
};
