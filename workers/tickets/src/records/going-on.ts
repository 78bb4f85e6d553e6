import { openTasksBy, peopleLoad, peopleStatement, processStatements } from '@keyline/cases';
import { accounts, processes, tickets } from '@keyline/schema';
import {
  all,
  asText,
  type Change,
  changed,
  columns,
  first,
  type Loaded,
  type Moment,
  statement,
  tenant,
  tenantCalendar,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';
import type { Level } from '../domain/priority.ts';
import type { TicketRow } from '../views.ts';
import { managerId, servedRow } from './callers.ts';
import { openingLoad, openTicket, ticketProcess } from './new-tickets.ts';
import { pinnedBy, ticketRow, ticketSubject } from './tickets.ts';

/**
 * With which ticket the matter of the one of the value `id` goes on: where that is closed with the later one, if it is
 * open or closed, else with the ticket itself.
 */
const current = sql`coalesce((SELECT n.id FROM ${tickets} o CROSS JOIN ${tickets} n ON n.tenant_id = ${tenant} AND n.id = o.continued_by_id WHERE o.tenant_id = ${tenant} AND o.id = ${value('id')} AND o.outcome = 'closed' AND (n.outcome IS NULL OR n.outcome = 'closed')), ${value('id')})`;

const currentTicket = statement({
  values: ['id'],
  row: ticketRow,
  sql: sql`SELECT ${columns(ticketRow, 'a')} FROM ${tickets} a WHERE a.tenant_id = ${tenant} AND a.id = ${current}`,
});

const surroundings = processStatements(tickets, { record: current });
const calendarOfCurrent = pinnedBy(current);
const tasksOfCurrent = openTasksBy('id', current);

/** The ticket with which another goes on. */
export function currentOf(id: string) {
  return first(currentTicket.bind({ id }));
}

/** The same with what stands around it, for what it does next. */
export function currentLoad(id: string) {
  return {
    current: currentOf(id),
    pinned: calendarOfCurrent(id),
    process: first(surroundings.definition.bind({ id })),
    people: peopleLoad(surroundings.people.bind({ id })),
    tasks: all(tasksOfCurrent.bind({ id })),
    calendar: tenantCalendar(),
  };
}

const accountNow = statement({
  values: ['id'],
  row: { ...servedRow, managerId: asText },
  sql: sql`SELECT ${columns(servedRow, 'a')}, ${managerId} FROM ${tickets} t CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = t.account_id WHERE t.tenant_id = ${tenant} AND t.id = ${value('id')}`,
});

/** The people around a ticket that is to follow another: in the unit of its account, if that is there yet. */
const peopleOfLater = peopleStatement(
  sql`SELECT CASE WHEN a.id IS NULL THEN t.org_unit_id ELSE a.org_unit_id END, p.roles FROM ${tickets} t CROSS JOIN ${processes} p ON p.tenant_id = ${tenant} AND p.key = ${value('key')} AND p.state = 'published' LEFT JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = t.account_id WHERE t.tenant_id = ${tenant} AND t.id = ${value('id')}`,
  ['id', 'key'],
);

/** What it takes to open a ticket that follows another. */
export function laterLoad(id: string) {
  return {
    account: first(accountNow.bind({ id })),
    peopleOfLater: peopleLoad(peopleOfLater.bind({ id, key: ticketProcess })),
    ...openingLoad(),
  };
}

/** Opens a ticket that follows another: linked to it, of the same customer and category, and else as any new one. */
export function openLater(
  moment: Moment,
  earlier: TicketRow,
  as: Pick<TicketRow, 'kind' | 'description'> & { readonly capturedBy: string | null },
  loaded: Loaded<ReturnType<typeof laterLoad>>,
) {
  const { account, peopleOfLater: people } = loaded;
  const { channel, title, category, accountId, callerName, callerPhone, contactId } = earlier;
  return openTicket(
    moment,
    {
      ...{ channel, title, category, accountId, callerName, callerPhone, contactId },
      ...{ impact: earlier.impact as Level, urgency: earlier.urgency as Level },
      // Why somebody on the blacklist is served was asked when the matter began.
      blacklistReason: account?.blacklisted ? earlier.blacklistReason : null,
      orgUnitId: account === undefined ? earlier.orgUnitId : account.orgUnitId,
      linkedTicketId: earlier.id,
      account,
      ...as,
    },
    { ...loaded, people },
  );
}

/** A closed ticket names the later one in which it goes on: whoever writes to it at the same time has to look again. */
export function continuedBy(moment: Moment, ticket: TicketRow, laterId: string): Change {
  const facts = { ticketId: laterId };
  return changed(
    moment,
    ticketSubject,
    ticket,
    { continuedById: laterId },
    { type: 'ticket.continued', facts },
  );
}
