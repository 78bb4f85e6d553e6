import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { messageOfTicket } from '../records/messages.ts';
import { visibleTicket } from '../records/tickets.ts';
import { messageView, viewMessage } from '../views.ts';

const ticketOfMessage = visibleTicket('tickets.read');

/** One message of a ticket. */
export const getTicketMessage = query({
  id: 'getTicketMessage',
  path: '/v1/tickets/{ticketId}/messages/{messageId}',
  tag: 'Tickets',
  summary: 'Get a message of a ticket',
  permission: 'tickets.read',
  params: { ticketId: idField('ticket'), messageId: idField('ticket_message') },
  answer: { description: 'The message.', schema: messageView },
  versioned: true,
  problems: some('ticket.not_found', 'ticket_message.not_found'),
  load: ({ params: { ticketId, messageId } }) => ({
    ticket: first(ticketOfMessage.bind({ id: ticketId })),
    message: first(messageOfTicket.bind({ ticketId, messageId })),
  }),
  required: { ticket: 'ticket.not_found', message: 'ticket_message.not_found' },
  view: ({ loaded }) => ({ body: viewMessage(loaded.message) }),
});

export const example: Example = {
  async request({ make }) {
    const { id, ticketId } = await make('createTicketMessage');
    return { params: { ticketId: String(ticketId), messageId: id } };
  },
  failures: {
    'ticket.not_found': () => ({
      params: {
        ticketId: 'tic_01kafxq0h3e7rvx8bm2s9t4c5d',
        messageId: 'msg_01kafxq0h3e7rvx8bm2s9t4c5d',
      },
    }),
    async 'ticket_message.not_found'({ make }) {
      const { id } = await make('createTicket');
      return { params: { ticketId: id, messageId: 'msg_01kafxq0h3e7rvx8bm2s9t4c5d' } };
    },
  },
};
