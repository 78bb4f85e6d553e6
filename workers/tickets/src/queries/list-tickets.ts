import { type Example, list } from '@keyline/http';
import { choiceField, idField, lineField } from '@keyline/kernel';
import { tickets } from '@keyline/schema';
import { asBoolean, hourOf, type Load, readLogged, type TenantCalendar } from '@keyline/store';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { priorities } from '../domain/priority.ts';
import { ticketKinds } from '../domain/vocabulary.ts';
import { privateReadType, ticketReads } from '../records/private-reads.ts';
import {
  besideTicket,
  besideTicketSql,
  calendarsThatRun,
  ticketRow,
  ticketScoped,
} from '../records/tickets.ts';
import { ticketView, viewTicket } from '../views.ts';

const any = 'any' as const;
const byOwner = { createdAt: 'tickets_by_owner' };
const byAccount = { createdAt: 'tickets_by_account' };
const byLinked = { createdAt: 'tickets_by_linked' };

interface Running {
  readonly now: number;
  readonly calendars: readonly TenantCalendar[];
}

/** The calendars by which clocks run that have not ended, and the time at which they are read. */
function running(now: number): Load<Running> {
  const { bound, take } = calendarsThatRun();
  return { bound, take: (rows) => ({ now, calendars: take(rows) }) };
}

/** The tickets that the caller may see, or that open work names to him. */
export const listTickets = list({
  id: 'listTickets',
  path: '/v1/tickets',
  tag: 'Tickets',
  summary: 'List tickets',
  description:
    'Without contacts.read_private numbers of callers are masked. Reading them unmasked is logged, once an hour.',
  permission: 'tickets.read',
  shape: {
    table: tickets,
    row: { ...ticketRow, ...besideTicket, readLogged: asBoolean },
    computed: sql`${besideTicketSql('beside')}, ${readLogged('a')}`,
    values: ['hour'],
    beside: ['contacts.read_private'],
    permission: 'tickets.read',
    scoped: ticketScoped,
    scopeIndexes: {
      owner: byOwner,
      creator: { createdAt: 'tickets_by_creator' },
      unit: { createdAt: 'tickets_by_org_unit' },
      account: byAccount,
    },
    publicly: ['createdAt', 'accountId', 'ownerId', 'stage', 'kind', 'priority', 'number'],
    id: tickets.id,
    sorts: { createdAt: { column: tickets.createdAt, index: 'tickets_by_created_at' } },
    filters: {
      accountId: { column: tickets.accountId, test: any, indexes: byAccount },
      ownerId: { column: tickets.ownerId, test: any, indexes: byOwner },
      stage: { column: tickets.stage, test: any, indexes: { createdAt: 'tickets_by_stage' } },
      number: { column: tickets.number, test: any, indexes: { createdAt: 'tickets_by_number' } },
      kind: { column: tickets.kind, test: any },
      priority: { column: tickets.priority, test: any },
      linkedTicketId: { column: tickets.linkedTicketId, test: any, indexes: byLinked },
    },
  },
  filters: {
    accountId: idField('account'),
    ownerId: idField('user'),
    stage: lineField(40, 'in_progress'),
    number: lineField(40, 'T-20260302-1'),
    kind: choiceField(ticketKinds),
    priority: choiceField(priorities),
    linkedTicketId: v.pipe(idField('ticket'), v.description('Those that came after this one in its matter.')),
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  values: ({ now }) => hourOf(now),
  load: ({ now }) => ({ running: running(now) }),
  item: ticketView,
  view(
    row,
    {
      loaded: {
        running: { now, calendars },
      },
    },
  ) {
    const runs = row.outcome === null;
    const pinned = calendars.find(
      ({ id, version }) => id === row.calendarId && version === row.calendarVersion,
    );
    const { privateReadable, linkVisible } = row;
    return viewTicket(row, {
      calendar: runs ? pinned?.calendar : undefined,
      now,
      privateReadable,
      linkVisible,
    });
  },
  log: {
    types: [privateReadType],
    facts: ({ rows, moment }) => ticketReads(moment, rows),
  },
});

export const example: Example = {
  events: ['ticket.private_read'],
  async request({ make, run }) {
    const query = { limit: '10', stage: 'new', kind: 'fault' };
    // Of those that were there before the log tells already.
    await run('listTickets', { query });
    await make('createTicket');
    return { query };
  },
};
