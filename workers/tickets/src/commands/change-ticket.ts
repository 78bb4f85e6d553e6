import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { storedClocks, ticketClocks } from '../domain/clocks.ts';
import { type Level, type Priority, priorityOf } from '../domain/priority.ts';
import { changeTicketBody } from '../domain/ticket-input.ts';
import { some } from '../problems.ts';
import { agreed, agreementLoad } from '../records/agreements.ts';
import { accountOfTicket } from '../records/callers.ts';
import { clocksArmed } from '../records/clock-deadlines.ts';
import { ticketReads } from '../records/private-reads.ts';
import { pinnedCalendar, pinnedTo, rowOf, ticketSubject, visibleTicket } from '../records/tickets.ts';
import { ticketView, viewTicket } from '../views.ts';

const ticketToChange = visibleTicket('tickets.update');

/** Changes what a ticket says; what decides on its targets chooses them anew, from its beginning on. */
export const changeTicket = command({
  id: 'changeTicket',
  method: 'PATCH',
  path: '/v1/tickets/{ticketId}',
  tag: 'Tickets',
  summary: 'Change a ticket',
  description:
    'A merge patch: fields that are absent stay, null clears. Impact and urgency give another priority; when that, the kind or the category changes, the SLA policy is chosen anew and its targets count from the opening of the ticket.',
  permission: 'tickets.update',
  params: { ticketId: idField('ticket') },
  body: changeTicketBody,
  answer: { status: 200, description: 'The ticket as it is now.', schema: ticketView },
  problems: some('ticket.not_found'),
  load: ({ params: { ticketId: id } }) => ({
    ticket: first(ticketToChange.bind({ id })),
    account: first(accountOfTicket.bind({ id })),
    pinned: pinnedCalendar(id),
    ...agreementLoad(),
  }),
  required: { ticket: 'ticket.not_found' },
  versioned: 'ticket',
  decide({ loaded, body, moment }) {
    const before = rowOf(loaded.ticket);
    const { now } = moment;
    const after = { ...before, ...body };
    const weighs = body.impact !== undefined || body.urgency !== undefined;
    const priority = weighs
      ? priorityOf(after.impact as Level, after.urgency as Level, loaded.account)
      : (before.priority as Priority);
    const grade = weighs ? (loaded.account?.grade ?? before.grade) : before.grade;
    const facts = ['kind', 'category'] as const;
    const matters = priority !== before.priority || facts.some((name) => after[name] !== before[name]);
    const chosen =
      matters && before.outcome === null ? agreed({ ...after, priority, grade }, loaded) : undefined;
    const calendar = chosen?.calendar ?? pinnedTo(loaded.pinned);
    const held = { ...before, ...chosen?.columns };
    const clocks = chosen && storedClocks(ticketClocks(held, calendar.calendar, now));
    const patch = { ...body, priority, grade, ...chosen?.columns, ...(clocks && { clocks }) };
    const made = changed(moment, ticketSubject, before, patch, { type: 'ticket.changed' });
    const { privateReadable, linkVisible } = loaded.ticket;
    // A change is in the log itself; one that changes nothing only reads.
    const read = made.statements.length === 0 ? [{ ...loaded.ticket, readLogged: false }] : [];
    return {
      changes: [made],
      facts: ticketReads(moment, read),
      also: chosen ? clocksArmed(made.row, calendar, now) : [],
      body: viewTicket(made.row, { calendar: calendar.calendar, now, privateReadable, linkVisible }),
    };
  },
});

export const example: Example = {
  events: ['ticket.changed'],
  async request({ make }) {
    const { id } = await make('createTicket');
    return { params: { ticketId: id }, body: { urgency: 'high', title: '高新区两条专线中断' } };
  },
  failures: {
    'ticket.not_found': () => ({
      params: { ticketId: 'tic_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { urgency: 'high' },
    }),
  },
};
