import { command, type Example } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import { createCalendarBody } from '../domain/calendar-input.ts';
import { some } from '../problems.ts';
import { demandCalendar } from '../records/calendar-checks.ts';
import { calendarByName, calendarFields, calendarSubject, keepVersion } from '../records/calendars.ts';
import { calendarView, viewCalendar } from '../views/calendar.ts';

/** Adds a calendar beside the tenant's first one. */
export const createCalendar = command({
  id: 'createCalendar',
  method: 'POST',
  path: '/v1/calendars',
  tag: 'Calendars',
  summary: 'Add a calendar',
  description:
    'Hours by weekday in a time zone, and dates that depart from them: days off and make-up days 调休. Settings name the calendar by which the tenant counts working time.',
  permission: 'calendars.write',
  body: createCalendarBody,
  answer: { status: 201, description: 'The calendar.', schema: calendarView },
  problems: some('calendar.name_taken'),
  load: ({ body }) => ({ namesake: first(calendarByName.bind({ name: body.name, self: '' })) }),
  async decide({ loaded, body, moment, refuse }) {
    const { name, ...definition } = body;
    await demandCalendar(definition, moment.now);
    if (loaded.namesake) return refuse('calendar.name_taken', { values: { name } });
    const id = newId('calendar');
    const fields = { id, ...calendarFields(name, definition) };
    const made = created(moment, calendarSubject, fields, { type: 'calendar.created' });
    return {
      changes: [made],
      also: [keepVersion(made.row)],
      body: viewCalendar(made.row),
      location: `/v1/calendars/${id}`,
    };
  },
});

const wellFormed = (name: string) => ({
  name,
  timeZone: 'Asia/Shanghai',
  week: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    sat: [['09:00', '12:00']],
  },
  exceptions: [
    { date: '2026-05-01', working: false, name: '劳动节' },
    { date: '2026-05-09', working: true, intervals: [['09:00', '12:00']] },
  ],
});

export const example: Example = {
  events: ['calendar.created'],
  request: ({ serial }) => ({ body: wellFormed(`客服中心 ${serial}`) }),
  failures: {
    async 'calendar.name_taken'({ make }) {
      return { body: wellFormed(String((await make('createCalendar')).name)) };
    },
  },
};
