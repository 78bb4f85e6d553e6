import { type Example, list } from '@keyline/http';
import { choiceField, idField } from '@keyline/kernel';
import { ticketMessages } from '@keyline/schema';
import { first } from '@keyline/store';
import { visibilities } from '../domain/vocabulary.ts';
import { some } from '../problems.ts';
import { messageRow } from '../records/messages.ts';
import { visibleTicket } from '../records/tickets.ts';
import { messageView, viewMessage } from '../views.ts';

const ticketOfMessages = visibleTicket('tickets.read');

/** What was said about one ticket, the first word first. */
export const listTicketMessages = list({
  id: 'listTicketMessages',
  path: '/v1/tickets/{ticketId}/messages',
  tag: 'Tickets',
  summary: 'List the messages of a ticket',
  permission: 'tickets.read',
  params: { ticketId: idField('ticket') },
  shape: {
    table: ticketMessages,
    row: messageRow,
    permission: 'tickets.read',
    id: ticketMessages.id,
    parent: ticketMessages.ticketId,
    sorts: { createdAt: { column: ticketMessages.createdAt, index: 'ticket_messages_by_ticket' } },
    filters: { visibility: { column: ticketMessages.visibility, test: 'any' } },
  },
  filters: { visibility: choiceField(visibilities) },
  defaultOrder: 'createdAt',
  sorts: ['createdAt'],
  parent: (params) => params.ticketId,
  problems: some('ticket.not_found'),
  load: ({ params }) => ({ ticket: first(ticketOfMessages.bind({ id: params.ticketId })) }),
  required: { ticket: 'ticket.not_found' },
  item: messageView,
  view: (row) => viewMessage(row),
});

export const example: Example = {
  async request({ make }) {
    const { ticketId } = await make('createTicketMessage');
    return { params: { ticketId: String(ticketId) } };
  },
  failures: {
    'ticket.not_found': () => ({ params: { ticketId: 'tic_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
