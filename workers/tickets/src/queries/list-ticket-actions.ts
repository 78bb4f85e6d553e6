import { actionsView, moveLoad, offersOf } from '@keyline/cases';
import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first, tenantSettings } from '@keyline/store';
import { some } from '../problems.ts';
import { guardOf } from '../records/moves.ts';
import { settingsIn } from '../records/settings.ts';
import { rowOf, ticketMoving, visibleTicket } from '../records/tickets.ts';

const ticketOfActions = visibleTicket('tickets.read');

/** What the caller may do with a ticket now, with each form; and why he may not do the rest. */
export const listTicketActions = query({
  id: 'listTicketActions',
  path: '/v1/tickets/{ticketId}/actions',
  tag: 'Tickets',
  summary: 'List what can be done with a ticket',
  permission: 'tickets.read',
  params: { ticketId: idField('ticket') },
  answer: { description: 'Every action of the process.', schema: actionsView },
  problems: some('ticket.not_found'),
  load: ({ params: { ticketId: id } }) => ({
    ticket: first(ticketOfActions.bind({ id })),
    home: first(tenantSettings.bind({})),
    ...moveLoad(ticketMoving, id, {}),
  }),
  required: { ticket: 'ticket.not_found' },
  async view({ loaded, actor, now, locale }) {
    const row = rowOf(loaded.ticket);
    const by = { caller: actor, acting: loaded.acting, users: loaded.users };
    const guard = guardOf(row, settingsIn(loaded.home), now);
    return { body: await offersOf(ticketMoving, row, loaded, { by, guard }, locale) };
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
