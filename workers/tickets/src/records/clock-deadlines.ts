import { addWorking, type SlaMetric, slaMetrics } from '@keyline/calendar';
import { armDeadline, type Bound, cancelDeadlines, type TenantCalendar } from '@keyline/store';
import { ticketAlerts, ticketClocks } from '../domain/clocks.ts';
import type { TicketRow } from '../views.ts';

/** An alert of a clock is due; a resolved ticket closes. */
export const clockDueKind = 'ticket.clock_due';
export const closeDueKind = 'ticket.close_due';

/** What a deadline of a clock stands for. */
export interface ClockDue {
  readonly metric: SlaMetric;
  readonly cycle: number;
  readonly percent: number;
}

type Watched = Pick<TicketRow, 'id' | 'accountId' | 'targets' | 'warnings' | 'slaEvents'>;

/**
 * Arms the alerts of a ticket's clocks as they stand after something happened, and calls off those that will not come.
 * What was reached before stays for the sweep, also where it was late: a breach is a fact of timestamps.
 */
export function clocksArmed(ticket: Watched, { calendar }: TenantCalendar, now: number): Bound[] {
  const subject = { type: 'ticket', id: ticket.id };
  const alerts = ticketClocks(ticket, calendar, now).flatMap((clock) =>
    ticketAlerts(ticket, clock, calendar).map(({ percent, at }) => ({ clock, percent, at })),
  );
  const armed = alerts.map(({ clock: { metric, cycle }, percent, at }) =>
    armDeadline({
      ...{ worker: 'tickets', kind: clockDueKind, subject, accountId: ticket.accountId, dueAt: at },
      level: percent,
      cycle: cycle * slaMetrics.length + slaMetrics.indexOf(metric),
      data: { metric, cycle, percent } satisfies ClockDue,
    }),
  );
  return [cancelDeadlines(subject, clockDueKind, now), ...armed];
}

/** `1 d` of working time, in seconds. */
const workingDay = 480 * 60;

/** When a ticket is resolved: it closes by itself unless somebody objects. When it is not any more: it does not. */
export function closingArmed(
  { id, accountId, stage, slaEvents }: TicketRow,
  from: string,
  { calendar }: Pick<TenantCalendar, 'calendar'>,
  { now, afterDays }: { readonly now: number; readonly afterDays: number },
): Bound[] {
  const subject = { type: 'ticket', id };
  if (from === 'resolved' && stage !== 'resolved') return [cancelDeadlines(subject, closeDueKind)];
  if (from === 'resolved' || stage !== 'resolved') return [];
  const dueAt = addWorking(calendar, now, afterDays * workingDay);
  const cycle = timesResolved(slaEvents);
  return [armDeadline({ worker: 'tickets', kind: closeDueKind, subject, accountId, dueAt, cycle })];
}

/** How often a ticket was resolved so far. */
export function timesResolved(events: TicketRow['slaEvents']): number {
  return events.filter(({ type }) => type === 'resolved').length;
}
