import { command, type Example } from '@keyline/http';
import { choiceField, idField, newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import * as v from 'valibot';
import { eventOfMessage } from '../domain/messages.ts';
import { directions, visibilities } from '../domain/vocabulary.ts';
import { some } from '../problems.ts';
import { customerLoad, customerWrote, type LoadedForCustomer, saidOn } from '../records/message-effects.ts';
import { messageSubject } from '../records/messages.ts';
import { pinnedCalendar, pinnedTo, rowOf, visibleTicket } from '../records/tickets.ts';
import { messageBodyField, messageView, viewMessage } from '../views.ts';

const ticketOfMessage = visibleTicket('tickets.act');

/** Writes down what was said about a ticket. Said by its customer, it wakes what waits, opens again what was over, and goes on in another ticket where that was long ago. */
export const createTicketMessage = command({
  id: 'createTicketMessage',
  method: 'POST',
  path: '/v1/tickets/{ticketId}/messages',
  tag: 'Tickets',
  summary: 'Add a message to a ticket',
  description:
    "`outbound` and `public` is an answer to the customer: it ends `first_response`, and `next_response` of the customer's oldest open message. `inbound` and `public` is the customer's: it resumes `waiting_customer`, reopens `resolved`, and `closed` as long as a ticket may be reopened. Later it opens another ticket that is linked to this one, and so does nothing but add to that as long as it is open: the message then stands on the ticket that `ticketId` names. `internal` is for staff, and no clock minds it.",
  permission: 'tickets.act',
  params: { ticketId: idField('ticket') },
  body: v.strictObject({
    body: messageBodyField,
    visibility: choiceField(visibilities),
    direction: choiceField(directions),
  }),
  answer: { status: 201, description: 'The message.', schema: messageView },
  problems: some('ticket.not_found'),
  load: ({ params: { ticketId: id }, body }) => ({
    ticket: first(ticketOfMessage.bind({ id })),
    own: pinnedCalendar(id),
    ...(eventOfMessage(body) === 'customer_message' ? customerLoad(id) : undefined),
  }),
  required: { ticket: 'ticket.not_found' },
  async decide({ loaded, body, actor, moment }) {
    const sentTo = rowOf(loaded.ticket);
    const said = eventOfMessage(body);
    const wrote =
      said === 'customer_message'
        ? await customerWrote(moment, sentTo, { loaded: loaded as LoadedForCustomer, by: actor.userId })
        : saidOn(moment, sentTo, said, pinnedTo(loaded.own));
    const { id: ticketId, accountId } = wrote.ticket;
    const id = newId('ticket_message');
    const sentToTicketId = ticketId === sentTo.id ? null : sentTo.id;
    const row = { id, ticketId, accountId, sentToTicketId, ...body };
    const made = created(moment, messageSubject, row, { type: 'ticket_message.added' });
    return {
      changes: [...wrote.before, made, ...wrote.after],
      also: wrote.also,
      numbers: wrote.numbers,
      body: viewMessage(made.row),
      location: `/v1/tickets/${ticketId}/messages/${id}`,
    };
  },
});

const ofCustomer = { body: '还要等多久？', visibility: 'public', direction: 'inbound' };

export const example: Example = {
  events: ['ticket_message.added', 'ticket.messaged'],
  async request({ make }) {
    return { params: { ticketId: (await make('createTicket')).id }, body: ofCustomer };
  },
  failures: {
    'ticket.not_found': () => ({
      params: { ticketId: 'tic_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: ofCustomer,
    }),
  },
};
