import { isStopped, moveLoad, moveProblems, tryMove } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { actionNameField } from '@keyline/process';
import { first, tenantSettings } from '@keyline/store';
import * as v from 'valibot';
import { some } from '../problems.ts';
import { complaintLoad, complaintOf } from '../records/complaints.ts';
import { guardOf, movedTicket } from '../records/moves.ts';
import { settingsIn } from '../records/settings.ts';
import { pinnedCalendar, pinnedTo, rowOf, ticketMoving, visibleTicket } from '../records/tickets.ts';
import { ticketView, viewTicket } from '../views.ts';

const ticketToMove = visibleTicket('tickets.act');

/** Does one action of a ticket: whatever its process offers in its stage to whoever asks. */
export const moveTicket = command({
  id: 'moveTicket',
  method: 'POST',
  path: '/v1/tickets/{ticketId}/actions/{action}',
  tag: 'Tickets',
  summary: 'Act on a ticket',
  description:
    'The body is the form of the action: `GET /v1/tickets/{ticketId}/actions` lists the actions with the JSON Schema of each, and why the rest is not allowed. Standard actions: `triage`, `assign` `{ownerId}`, `start`, `wait-customer`, `wait-partner`, `resume`, `resolve` `{resolution}`, `close`, `reopen` `{reason}`, `cancel` `{reason, suggestion}`, `record-follow-up` `{satisfaction, note}` once after the closing, which opens a complaint that is linked to the ticket at 1 or 2. A refusal names its reason in `refusal`.',
  permission: 'tickets.act',
  params: { ticketId: idField('ticket'), action: actionNameField('triage') },
  body: v.pipe(v.record(v.string(), v.unknown()), v.metadata({ examples: [{}] })),
  answer: { status: 200, description: 'The ticket as it is now.', schema: ticketView },
  problems: { ...some('ticket.not_found'), ...moveProblems },
  load: ({ params: { ticketId: id }, body }) => ({
    ticket: first(ticketToMove.bind({ id })),
    pinned: pinnedCalendar(id),
    home: first(tenantSettings.bind({})),
    ...moveLoad(ticketMoving, id, body),
    ...('satisfaction' in body ? complaintLoad(id) : undefined),
  }),
  required: { ticket: 'ticket.not_found' },
  versioned: 'ticket',
  async decide({ loaded, params: { action }, body, actor, moment }) {
    const before = rowOf(loaded.ticket);
    const { now } = moment;
    const settings = settingsIn(loaded.home);
    const by = { caller: actor, acting: loaded.acting, users: loaded.users };
    const guard = guardOf(before, settings, now);
    const moved = await tryMove(ticketMoving, before, loaded, { action, form: body, by, guard }, moment);
    if (isStopped(moved)) return moved;
    const calendar = pinnedTo(loaded.pinned);
    const complaint = await complaintOf(moment, before, moved, { loaded, by: actor.userId });
    const given = { around: loaded, calendar, settings, ...(complaint && { later: complaint }) };
    const { row, changes, also } = movedTicket(moment, before, moved, given);
    const { privateReadable, linkVisible } = loaded.ticket;
    return {
      changes: [...(complaint?.changes ?? []), ...changes],
      also: [...also, ...(complaint?.also ?? [])],
      numbers: complaint?.numbers ?? [],
      body: viewTicket(row, { calendar: calendar.calendar, now, privateReadable, linkVisible }),
    };
  },
});

const missing = 'tic_01kafxq0h3e7rvx8bm2s9t4c5d';

export const example: Example = {
  events: ['ticket.assigned', 'task.cancelled', 'task.opened'],
  async request({ make, colleague }) {
    const { id } = await make('createTicket');
    return { params: { action: 'assign', ticketId: id }, body: { ownerId: (await colleague()).id } };
  },
  failures: {
    'ticket.not_found': () => ({ params: { action: 'triage', ticketId: missing }, body: {} }),
    async 'action.unknown'({ make }) {
      return { params: { action: 'sing', ticketId: (await make('createTicket')).id }, body: {} };
    },
    async 'action.not_possible'({ make }) {
      return { params: { action: 'resume', ticketId: (await make('createTicket')).id }, body: {} };
    },
    async 'action.not_yours'({ make }) {
      return { params: { action: 'merge', ticketId: (await make('createTicket')).id }, body: {} };
    },
    async 'request.unknown_reference'({ make }) {
      const body = { ownerId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' };
      return { params: { action: 'assign', ticketId: (await make('createTicket')).id }, body };
    },
  },
};
