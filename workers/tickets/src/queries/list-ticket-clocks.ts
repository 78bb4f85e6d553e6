import { explainClock } from '@keyline/calendar';
import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import * as v from 'valibot';
import { ticketAlerts, ticketClocks } from '../domain/clocks.ts';
import { some } from '../problems.ts';
import { pinnedCalendar, pinnedTo, visibleTicket } from '../records/tickets.ts';
import { clockView, viewClock } from '../views.ts';

const ticketOfClocks = visibleTicket('tickets.read');

/** The clocks of a ticket with the reasons for how they stand, by the same function that simulates them. */
export const listTicketClocks = query({
  id: 'listTicketClocks',
  path: '/v1/tickets/{ticketId}/clocks',
  tag: 'Tickets',
  summary: 'Explain the clocks of a ticket',
  permission: 'tickets.read',
  params: { ticketId: idField('ticket') },
  answer: {
    description: 'Each clock that has a target and has begun, piece by piece.',
    schema: v.strictObject({ clocks: v.array(clockView) }),
  },
  problems: some('ticket.not_found'),
  load: ({ params: { ticketId: id } }) => ({
    ticket: first(ticketOfClocks.bind({ id })),
    pinned: pinnedCalendar(id),
  }),
  required: { ticket: 'ticket.not_found' },
  view({ loaded: { ticket, pinned }, now }) {
    const { calendar } = pinnedTo(pinned);
    const explained = ticketClocks(ticket, calendar, now).map((clock) => ({
      clock,
      segments: explainClock(clock, calendar, now),
      alerts: ticketAlerts(ticket, clock, calendar),
    }));
    return { body: { clocks: explained.map(viewClock) } };
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
