import { beginWrites, isStopped, processOf, publishedUnder, tryBegin } from '@keyline/cases';
import { command, type Example, inputError } from '@keyline/http';
import { dayAt, newId, ProblemError } from '@keyline/kernel';
import { accountDraftRequested, first, nextNumber, tenantSettings } from '@keyline/store';
import { storedClocks, ticketClocks } from '../domain/clocks.ts';
import { priorityOf } from '../domain/priority.ts';
import { createTicketBody } from '../domain/ticket-input.ts';
import { some, unknownReference } from '../problems.ts';
import { agreed, agreementLoad } from '../records/agreements.ts';
import { unitOfPrincipal } from '../records/callers.ts';
import { clocksArmed } from '../records/clock-deadlines.ts';
import { served, servedLoad } from '../records/served.ts';
import { ticketMoving, ticketRecord, visibleTicket } from '../records/tickets.ts';
import { ticketView, viewTicket } from '../views.ts';

const process = 'ticket.standard';
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
    ...servedLoad(body, process),
    ...agreementLoad(),
    process: first(publishedUnder.bind({ key: process })),
    home: first(tenantSettings.bind({})),
    self: first(unitOfPrincipal.bind({})),
    earlier: body.linkedTicketId ? first(earlierTicket.bind({ id: body.linkedTicketId })) : undefined,
  }),
  async decide({ loaded, body, actor, moment, refuse }) {
    const { home, self, people } = loaded;
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
    const { now } = moment;
    const { impact = 'medium', urgency = 'medium', kind, channel, category = null } = body;
    const priority = priorityOf(impact, urgency, account);
    const grade = account?.grade ?? 'none';
    const { calendar, columns } = agreed({ kind, channel, category, priority, grade }, loaded);
    const slaEvents = [{ type: 'created', at: now } as const];
    const day = dayAt(now, home?.timeZone ?? 'UTC').replaceAll('-', '');
    const number = nextNumber(`ticket.number/${day}`);
    const ownerId = account?.managerId ?? actor.userId;
    const found = loaded.process;
    if (found === undefined) throw new Error(`no process ${process}`);
    const draft = {
      id: newId('ticket'),
      number: `T-${day}-${number.text}`,
      ...{ kind, channel, category, impact, urgency, priority, grade, title: body.title },
      description: body.description ?? null,
      accountId: account?.id ?? newId('account'),
      callerName: body.caller?.name ?? null,
      callerPhone: body.caller?.phone ?? null,
      contactId,
      ownerId,
      backupId: ownerId === actor.userId ? null : actor.userId,
      orgUnitId: account === undefined ? (self?.orgUnitId ?? null) : account.orgUnitId,
      blacklistReason: account?.blacklisted ? (body.blacklistReason ?? null) : null,
      linkedTicketId: body.linkedTicketId ?? null,
      ...{ resolution: null, resolvedAt: null, closedAt: null },
      ...columns,
      slaEvents,
      clocks: storedClocks(ticketClocks({ ...columns, slaEvents }, calendar.calendar, now)),
      ...processOf(found),
    };
    const record = ticketRecord({ ...draft, createdBy: actor.id });
    const moved = await tryBegin(found, record, loaded, moment);
    if (isStopped(moved)) throw new ProblemError(moved);
    const writes = beginWrites(ticketMoving, moment, draft, moved, people, { type: 'ticket.created' });
    const { made, changes, also } = writes;
    const asked =
      account === undefined && body.caller !== undefined
        ? accountDraftRequested(moment, {
            // Who calls is a person, whose name is private: the log has the number of the ticket.
            ...{
              accountId: draft.accountId,
              name: `来电客户 ${draft.number}`,
              nameKey: null,
              source: 'ticket',
            },
            ...{ contactName: body.caller.name, phone: body.caller.phone },
            ...{ ownerId, orgUnitId: draft.orgUnitId },
          })
        : undefined;
    // Who may read such anywhere may read what he made.
    const readable = actor.permissions.has('contacts.read_private');
    return {
      changes,
      also: [...also, ...clocksArmed(made.row, calendar, now)],
      facts: asked === undefined ? [] : [asked],
      numbers: [number],
      body: viewTicket(made.row, { calendar: calendar.calendar, now, readable }),
      location: `/v1/tickets/${draft.id}`,
    };
  },
});

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
