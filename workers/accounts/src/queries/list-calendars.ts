import { type Example, list } from '@keyline/http';
import { calendars } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { calendarRow } from '../records/calendars.ts';
import { calendarView, viewCalendar } from '../views/calendar.ts';

/** The tenant's calendars. */
export const listCalendars = list({
  id: 'listCalendars',
  path: '/v1/calendars',
  tag: 'Calendars',
  summary: 'List calendars',
  permission: 'calendars.read',
  shape: {
    table: calendars,
    row: calendarRow,
    permission: 'calendars.read',
    id: calendars.id,
    sorts: { createdAt: { column: calendars.createdAt, index: 'calendars_by_creation' } },
    filters: {},
    always: (alias) => sql`${sql.identifier(alias)}.removed_at IS NULL`,
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: calendarView,
  view: (row) => viewCalendar(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createCalendar');
    return { query: { limit: '20' } };
  },
};
