import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { pinnedCalendar, pinnedTo, visibleTicket } from '../records/tickets.ts';
import { ticketView, viewTicket } from '../views.ts';

const ticketToRead = visibleTicket('tickets.read');

/** One ticket, with its clocks as they stand now. */
export const getTicket = query({
  id: 'getTicket',
  path: '/v1/tickets/{ticketId}',
  tag: 'Tickets',
  summary: 'Get a ticket',
  permission: 'tickets.read',
  params: { ticketId: idField('ticket') },
  answer: { description: 'The ticket.', schema: ticketView },
  versioned: true,
  problems: some('ticket.not_found'),
  load: ({ params: { ticketId: id } }) => ({
    ticket: first(ticketToRead.bind({ id })),
    pinned: pinnedCalendar(id),
  }),
  required: { ticket: 'ticket.not_found' },
  view({ loaded, now }) {
    const { calendar } = pinnedTo(loaded.pinned);
    const { privateReadable, linkVisible } = loaded.ticket;
    return { body: viewTicket(loaded.ticket, { calendar, now, privateReadable, linkVisible }) };
  },
});

export const example: Example = {
  async request({ make }) {
    return { params: { ticketId: (await make('createTicket')).id } };
  },
  failures: {
    'ticket.not_found': () => ({ params: { ticketId: 'tic_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
