import { command, type Example, inputError } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { accountDraftRequested, first, type Moment } from '@keyline/store';
import { createTicketBody } from '../domain/ticket-input.ts';
import { some, unknownReference } from '../problems.ts';
import { unitOfPrincipal } from '../records/callers.ts';
import { openingLoad, openTicket, ticketProcess } from '../records/new-tickets.ts';
import { served, servedLoad } from '../records/served.ts';
import { visibleTicket } from '../records/tickets.ts';
import { type TicketRow, ticketView, viewTicket } from '../views.ts';

const earlierTicket = visibleTicket('tickets.read');

/** Opens a ticket of a known account, or of whoever calls. */
export const createTicket = command({
  id: 'createTicket',
  method: 'POST',
  path: '/v1/tickets',
  tag: 'Tickets',
  summary: 'Open a ticket',
  description:
    "Its owner is the account manager, who opens it his backup; without one it is his own. Impact and urgency give the priority, one step higher for strategic and A accounts, and with it the targets of the first SLA policy that fits. Of a caller whom nobody knows, a draft of an account is made under the ticket's `accountId`.",
  permission: 'tickets.create',
  asks: ['contacts.read_private'],
  body: createTicketBody,
  answer: { status: 201, description: 'The ticket.', schema: ticketView },
  problems: {
    ...some('ticket.blacklisted', 'ticket.caller_ambiguous'),
    ...unknownReference,
  },
  load: ({ body }) => ({
    ...servedLoad(body, ticketProcess),
    ...openingLoad(),
    self: first(unitOfPrincipal.bind({})),
    earlier: body.linkedTicketId ? first(earlierTicket.bind({ id: body.linkedTicketId })) : undefined,
  }),
  async decide({ loaded, body, actor, moment, refuse }) {
    const { account, contactId, candidates } = served(loaded);
    const unknown = [
      ...(body.accountId && account === undefined ? [inputError('/accountId', 'unknown_reference')] : []),
      ...(body.linkedTicketId && loaded.earlier === undefined
        ? [inputError('/linkedTicketId', 'unknown_reference')]
        : []),
    ];
    if (unknown.length > 0) return refuse('request.unknown_reference', { errors: unknown });
    if (candidates.length > 0) {
      return refuse('ticket.caller_ambiguous', { members: { accountIds: candidates } });
    }
    if (account?.blacklisted && body.blacklistReason === undefined) {
      return refuse('ticket.blacklisted', { values: { reason: account.blacklistReason ?? '' } });
    }
    const { caller, linkedTicketId = null, description = null, category = null } = body;
    const orgUnitId = account === undefined ? (loaded.self?.orgUnitId ?? null) : account.orgUnitId;
    const opened = await openTicket(
      moment,
      {
        ...{ kind: body.kind, channel: body.channel, title: body.title, description, category },
        ...{ impact: body.impact ?? 'medium', urgency: body.urgency ?? 'medium' },
        accountId: account?.id ?? newId('account'),
        ...{ callerName: caller?.name ?? null, callerPhone: caller?.phone ?? null, contactId },
        blacklistReason: account?.blacklisted ? (body.blacklistReason ?? null) : null,
        ...{ orgUnitId, linkedTicketId, account, capturedBy: actor.userId },
      },
      loaded,
    );
    const { row, changes, also, number, calendar } = opened;
    const asked = account === undefined && caller !== undefined ? [draftOf(moment, row, caller)] : [];
    // Who may read such anywhere may read what he made.
    const privateReadable = actor.permissions.has('contacts.read_private');
    const sight = { calendar: calendar.calendar, now: moment.now, privateReadable, linkVisible: true };
    return {
      ...{ changes, also, facts: asked, numbers: [number] },
      body: viewTicket(row, sight),
      location: `/v1/tickets/${row.id}`,
    };
  },
});

/** Asks for an account of whom nobody knows. He is a person, whose name is private: the log has the ticket's number. */
function draftOf(moment: Moment, row: TicketRow, caller: { readonly name: string; readonly phone: string }) {
  const { accountId, number, ownerId, orgUnitId } = row;
  return accountDraftRequested(moment, {
    ...{ accountId, name: `来电客户 ${number}`, nameKey: null, source: 'ticket', ownerId, orgUnitId },
    ...{ contactName: caller.name, phone: caller.phone },
  });
}

const missing = 'acc_01kafxq0h3e7rvx8bm2s9t4c5d';
const fault = { kind: 'fault', channel: 'phone', title: '高新区专线中断' } as const;

export const example: Example = {
  events: ['ticket.created', 'task.opened', 'account.draft_requested'],
  request: ({ serial }) => ({
    body: {
      ...fault,
      description: '今早八点起无法上网，光猫红灯闪烁',
      caller: { name: `西安市恒信商贸有限公司 ${serial}`, phone: `029-${8_100_000 + serial}` },
      impact: 'high',
      urgency: 'medium',
      category: 'internet_line',
    },
  }),
  failures: {
    async 'ticket.blacklisted'({ run, serial }) {
      const account = await run('createAccount', {
        body: { name: `西安市欠费贸易有限公司 ${serial}`, kind: 'enterprise' },
      });
      const body = { blacklisted: true, blacklistReason: '恶意欠费' };
      await run('changeAccount', { params: { accountId: account.id }, body });
      return { body: { ...fault, accountId: account.id } };
    },
    async 'ticket.caller_ambiguous'({ make, run, serial }) {
      const phone = `029-${8_700_000 + serial}`;
      for (const name of ['李娜', '王强']) {
        const { id } = await make('createAccount');
        await run('createContact', { params: { accountId: id }, body: { name, phone } });
      }
      return { body: { ...fault, caller: { name: '李娜', phone } } };
    },
    'request.unknown_reference': () => ({ body: { ...fault, accountId: missing } }),
  },
};
