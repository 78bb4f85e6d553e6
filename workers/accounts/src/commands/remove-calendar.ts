import { openTasksOf } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { all, changed, first, firstCalendarId } from '@keyline/store';
import { some } from '../problems.ts';
import { answeringYears } from '../records/calendar-tasks.ts';
import { calendarById, calendarSubject, mustBeUnused } from '../records/calendars.ts';
import { settingsOfTenant } from '../records/settings.ts';

/** Takes a calendar out of use that nothing rests on; its versions stay for what runs by them. */
export const removeCalendar = command({
  id: 'removeCalendar',
  method: 'DELETE',
  path: '/v1/calendars/{calendarId}',
  tag: 'Calendars',
  summary: 'Remove a calendar',
  description: "The tenant's default, and the calendar it began with, stay.",
  permission: 'calendars.write',
  params: { calendarId: idField('calendar') },
  answer: { status: 204, description: 'The calendar is gone.' },
  problems: some('calendar.not_found', 'calendar.in_use'),
  load: ({ params }) => ({
    calendar: first(calendarById.bind({ id: params.calendarId })),
    settings: first(settingsOfTenant.bind({})),
    tasks: all(openTasksOf.bind({ subjectId: params.calendarId })),
  }),
  required: { calendar: 'calendar.not_found' },
  versioned: 'calendar',
  decide({ loaded: { calendar, settings, tasks }, moment, refuse }) {
    if (settings === undefined) throw new Error('a caller without its tenant');
    const kept = [firstCalendarId(settings.tenantId), settings.chosen.calendarId];
    if (kept.includes(calendar.id)) return refuse('calendar.in_use');
    const gone = { removedAt: moment.now };
    const answered = answeringYears(moment, tasks, null);
    const removed = changed(moment, calendarSubject, calendar, gone, { type: 'calendar.removed' });
    return {
      musts: [mustBeUnused.bind({ id: calendar.id })],
      changes: [removed, ...answered.changes],
      also: answered.also,
    };
  },
});

export const example: Example = {
  events: ['calendar.removed'],
  async request({ make }) {
    return { params: { calendarId: (await make('createCalendar')).id } };
  },
  failures: {
    'calendar.not_found': () => ({ params: { calendarId: 'cal_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'calendar.in_use'({ make, run }) {
      const { id } = await make('createCalendar');
      await run('changeSettings', { body: { calendarId: id } });
      return { params: { calendarId: id } };
    },
  },
};
