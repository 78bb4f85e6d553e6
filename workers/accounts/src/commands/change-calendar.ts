import { openTasksOf } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { all, changed, first } from '@keyline/store';
import { changeCalendarBody, patchedDefinition } from '../domain/calendar-input.ts';
import { some } from '../problems.ts';
import { demandCalendar } from '../records/calendar-checks.ts';
import { answeringYears } from '../records/calendar-tasks.ts';
import {
  calendarById,
  calendarByName,
  calendarFields,
  calendarSubject,
  keepVersion,
} from '../records/calendars.ts';
import { calendarView, viewCalendar } from '../views/calendar.ts';

/** Changes a calendar: a new version, and the former ones stay for what runs by them. */
export const changeCalendar = command({
  id: 'changeCalendar',
  method: 'PATCH',
  path: '/v1/calendars/{calendarId}',
  tag: 'Calendars',
  summary: 'Change a calendar',
  description:
    'A merge patch: fields and weekdays that are absent stay, null clears. What is due is worked out by the new version from now on; what names a former one goes on by it.',
  permission: 'calendars.write',
  params: { calendarId: idField('calendar') },
  body: changeCalendarBody,
  answer: { status: 200, description: 'The calendar as it is now.', schema: calendarView },
  problems: some('calendar.not_found', 'calendar.name_taken'),
  load: ({ params: { calendarId: id }, body }) => ({
    calendar: first(calendarById.bind({ id })),
    namesake: first(calendarByName.bind({ name: body.name ?? '', self: id })),
    tasks: all(openTasksOf.bind({ subjectId: id })),
  }),
  required: { calendar: 'calendar.not_found' },
  versioned: 'calendar',
  async decide({ loaded: { calendar, namesake, tasks }, body, moment, refuse }) {
    const { name = calendar.name } = body;
    const definition = patchedDefinition(calendar.definition, body);
    await demandCalendar(definition, moment.now);
    if (namesake) return refuse('calendar.name_taken', { values: { name } });
    const patch = calendarFields(name, definition);
    const made = changed(moment, calendarSubject, calendar, patch, { type: 'calendar.changed' });
    const answered = answeringYears(moment, tasks, definition);
    const kept = made.statements.length > 0 ? [keepVersion(made.row)] : [];
    return {
      changes: [made, ...answered.changes],
      also: [...kept, ...answered.also],
      body: viewCalendar(made.row),
    };
  },
});

export const example: Example = {
  events: ['calendar.changed'],
  async request({ make }) {
    const { id } = await make('createCalendar');
    return { params: { calendarId: id }, body: { week: { sat: null, tue: [['09:00', '17:00']] } } };
  },
  failures: {
    'calendar.not_found': () => ({
      params: { calendarId: 'cal_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { name: '夜班' },
    }),
    async 'calendar.name_taken'({ make }) {
      const { name } = await make('createCalendar');
      return { params: { calendarId: (await make('createCalendar')).id }, body: { name } };
    },
  },
};
