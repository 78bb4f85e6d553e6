import type { People } from '@keyline/cases';
import { beginWrites, isStopped, type Published, processOf, publishedUnder, tryBegin } from '@keyline/cases';
import { dayAt, newId, ProblemError } from '@keyline/kernel';
import { first, type Loaded, type Moment, nextNumber, tenantSettings } from '@keyline/store';
import { storedClocks, ticketClocks } from '../domain/clocks.ts';
import { type Importance, type Level, priorityOf } from '../domain/priority.ts';
import type { TicketRow } from '../views.ts';
import { agreed, agreementLoad } from './agreements.ts';
import { clocksArmed } from './clock-deadlines.ts';
import { ticketMoving, ticketRecord } from './tickets.ts';

/** The process by which tickets run. */
export const ticketProcess = 'ticket.standard';

/** What it takes to open a ticket, beside the people around it. */
export function openingLoad() {
  return {
    published: first(publishedUnder.bind({ key: ticketProcess })),
    home: first(tenantSettings.bind({})),
    ...agreementLoad(),
  };
}

type Carried =
  | 'kind'
  | 'channel'
  | 'title'
  | 'description'
  | 'category'
  | 'accountId'
  | 'callerName'
  | 'callerPhone'
  | 'contactId'
  | 'orgUnitId'
  | 'blacklistReason'
  | 'linkedTicketId';

/** What a new ticket is made of. */
export type Opening = Pick<TicketRow, Carried> & {
  readonly impact: Level;
  readonly urgency: Level;
  /** As it is now; undefined of a customer whom nobody has among the accounts yet. */
  readonly account: (Importance & { readonly managerId: string | null }) | undefined;
  /** Who captures it: its owner where the account has no manager, else his backup. */
  readonly capturedBy: string | null;
};

/** Everything that a commit writes to open a ticket: its number, its clocks from now on, its first tasks. */
export async function openTicket(
  moment: Moment,
  { account, capturedBy, ...given }: Opening,
  loaded: Loaded<ReturnType<typeof openingLoad>> & { readonly people: People },
) {
  const { now } = moment;
  const { published, home, people } = loaded;
  if (published === undefined) throw new Error(`no process ${ticketProcess}`);
  const priority = priorityOf(given.impact, given.urgency, account);
  const grade = account?.grade ?? 'none';
  const { calendar, columns } = agreed({ ...given, priority, grade }, loaded);
  const slaEvents = [{ type: 'created', at: now } as const];
  const day = dayAt(now, home?.timeZone ?? 'UTC').replaceAll('-', '');
  const number = nextNumber(`ticket.number/${day}`);
  const ownerId = account?.managerId ?? capturedBy;
  const draft = {
    ...given,
    id: newId('ticket'),
    number: `T-${day}-${number.text}`,
    ...{ priority, grade, ownerId, backupId: ownerId === capturedBy ? null : capturedBy },
    ...{ resolution: null, resolvedAt: null, closedAt: null, continuedById: null },
    ...{ satisfaction: null, followUpNote: null, followedUpAt: null },
    ...columns,
    slaEvents,
    clocks: storedClocks(ticketClocks({ ...columns, slaEvents }, calendar.calendar, now)),
    ...processOf(published),
  };
  const moved = await begun(published, draft, loaded, moment);
  const writes = beginWrites(ticketMoving, moment, draft, moved, people, { type: 'ticket.created' });
  const also = [...writes.also, ...clocksArmed(writes.made.row, calendar, now)];
  return { row: writes.made.row, changes: writes.changes, also, number, calendar };
}

async function begun(
  published: Published,
  draft: Pick<TicketRow, 'ownerId' | 'kind' | 'priority'>,
  loaded: Parameters<typeof tryBegin>[2],
  moment: Moment,
) {
  const createdBy = moment.actor.id ?? moment.actor.type;
  const moved = await tryBegin(published, ticketRecord({ ...draft, createdBy }), loaded, moment);
  if (isStopped(moved)) throw new ProblemError(moved);
  return moved;
}
