import { aroundLoad, isStopped, tryMove } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import { choiceField, idField, newId } from '@keyline/kernel';
import { created, first, tenantSettings } from '@keyline/store';
import * as v from 'valibot';
import { actionOfMessage, eventOfMessage } from '../domain/messages.ts';
import { directions, visibilities } from '../domain/vocabulary.ts';
import { some } from '../problems.ts';
import { messageSubject } from '../records/messages.ts';
import { closedLately, movedTicket, saidTicket } from '../records/moves.ts';
import { settingsIn } from '../records/settings.ts';
import { pinnedCalendar, pinnedTo, rowOf, ticketMoving, visibleTicket } from '../records/tickets.ts';
import { messageBodyField, messageView, viewMessage } from '../views.ts';

const ticketOfMessage = visibleTicket('tickets.act');

/** Writes down what was said about a ticket. Said by its customer, it wakes what waits and opens again what was over. */
export const createTicketMessage = command({
  id: 'createTicketMessage',
  method: 'POST',
  path: '/v1/tickets/{ticketId}/messages',
  tag: 'Tickets',
  summary: 'Add a message to a ticket',
  description:
    "`outbound` and `public` is an answer to the customer: it ends `first_response`, and `next_response` of the customer's oldest open message. `inbound` and `public` is the customer's: it resumes `waiting_customer`, reopens `resolved`, and `closed` as long as a ticket may be reopened. `internal` is for staff, and no clock minds it.",
  permission: 'tickets.act',
  params: { ticketId: idField('ticket') },
  body: v.strictObject({
    body: messageBodyField,
    visibility: choiceField(visibilities),
    direction: choiceField(directions),
  }),
  answer: { status: 201, description: 'The message.', schema: messageView },
  problems: some('ticket.not_found', 'ticket.closed_long_ago'),
  load: ({ params: { ticketId: id } }) => ({
    ticket: first(ticketOfMessage.bind({ id })),
    pinned: pinnedCalendar(id),
    home: first(tenantSettings.bind({})),
    ...aroundLoad(ticketMoving, id),
  }),
  required: { ticket: 'ticket.not_found' },
  async decide({ loaded, body, moment, refuse }) {
    const ticket = rowOf(loaded.ticket);
    const { now } = moment;
    const id = newId('ticket_message');
    const row = { id, ticketId: ticket.id, accountId: ticket.accountId, ...body };
    const made = created(moment, messageSubject, row, { type: 'ticket_message.added' });
    const location = `/v1/tickets/${ticket.id}/messages/${id}`;
    const answer = { body: viewMessage(made.row), location };
    const said = eventOfMessage(body);
    if (said === undefined) return { changes: [made], ...answer };
    const calendar = pinnedTo(loaded.pinned);
    const action = said === 'customer_message' ? actionOfMessage(ticket, loaded.process) : undefined;
    if (action !== undefined) {
      const settings = settingsIn(loaded.home);
      const guard = (name: string) => name === 'closed_lately' && closedLately(ticket, settings, now);
      const move = { action, form: {}, by: 'system', guard } as const;
      const moved = await tryMove(ticketMoving, ticket, loaded, move, moment);
      if (!isStopped(moved)) {
        const given = { around: loaded, calendar, settings, said };
        const { changes, also } = movedTicket(moment, ticket, moved, given);
        return { changes: [made, ...changes], also, ...answer };
      }
      if (ticket.outcome !== null) return refuse('ticket.closed_long_ago');
    }
    if (ticket.outcome !== null) return { changes: [made], ...answer };
    const { changes, also } = saidTicket(moment, ticket, said, calendar);
    return { changes: [made, ...changes], also, ...answer };
  },
});

const answerOfStaff = { body: '已派维修人员前往', visibility: 'public', direction: 'outbound' };

export const example: Example = {
  events: ['ticket_message.added', 'ticket.answered'],
  async request({ make }) {
    return { params: { ticketId: (await make('createTicket')).id }, body: answerOfStaff };
  },
  failures: {
    'ticket.not_found': () => ({
      params: { ticketId: 'tic_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: answerOfStaff,
    }),
    async 'ticket.closed_long_ago'({ make, run }) {
      const { id } = await make('createTicket');
      const long = { 'X-Test-Now': '2026-01-05T02:00:00Z' };
      const act = (action: string, body: object) =>
        run('moveTicket', { params: { ticketId: id, action }, body, headers: long });
      await act('resolve', { resolution: '更换光模块后恢复' });
      await act('close', {});
      return {
        params: { ticketId: id },
        body: { ...answerOfStaff, direction: 'inbound' },
        headers: { 'X-Test-Now': '2026-03-05T02:00:00Z' },
      };
    },
  },
};
