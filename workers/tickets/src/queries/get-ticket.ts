import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first, hourOf } from '@keyline/store';
import { some } from '../problems.ts';
import { privateReadType, ticketReads } from '../records/private-reads.ts';
import { pinnedCalendar, pinnedTo, visibleTicketToRead } from '../records/tickets.ts';
import { ticketView, viewTicket } from '../views.ts';

const ticketToRead = visibleTicketToRead('tickets.read');

/** One ticket, with its clocks as they stand now. */
export const getTicket = query({
  id: 'getTicket',
  path: '/v1/tickets/{ticketId}',
  tag: 'Tickets',
  summary: 'Get a ticket',
  description:
    'Without contacts.read_private the number of the caller is masked. Reading it unmasked is logged, once an hour.',
  permission: 'tickets.read',
  params: { ticketId: idField('ticket') },
  answer: { description: 'The ticket.', schema: ticketView },
  versioned: true,
  problems: some('ticket.not_found'),
  load: ({ params: { ticketId: id }, now }) => ({
    ticket: first(ticketToRead.bind({ id, ...hourOf(now) })),
    pinned: pinnedCalendar(id),
  }),
  required: { ticket: 'ticket.not_found' },
  view({ loaded, now }) {
    const { calendar } = pinnedTo(loaded.pinned);
    const { privateReadable, linkVisible } = loaded.ticket;
    return { body: viewTicket(loaded.ticket, { calendar, now, privateReadable, linkVisible }) };
  },
  log: {
    types: [privateReadType],
    facts: ({ loaded: { ticket }, moment }) => ticketReads(moment, [ticket]),
  },
});

export const example: Example = {
  events: ['ticket.private_read'],
  async request({ make }) {
    return { params: { ticketId: (await make('createTicket')).id } };
  },
  failures: {
    'ticket.not_found': () => ({ params: { ticketId: 'tic_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
