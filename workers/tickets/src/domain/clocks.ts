import {
  type AlertPolicy,
  alertsOf,
  type Calendar,
  type Clock,
  type ClockAlert,
  clocks,
  defaultAlerts,
  everyClock,
  type SlaEvent,
  type SlaTargets,
  segmentsBetween,
} from '@keyline/calendar';
import type { PolicyTargets, StoredClock } from '@keyline/schema';

/** What of a ticket its clocks are worked out of. */
export interface Clocked {
  readonly targets: PolicyTargets;
  readonly warnings: readonly number[];
  readonly slaEvents: readonly SlaEvent[];
}

/** Targets in seconds, as clocks count. */
function targetsOf({ targets }: Pick<Clocked, 'targets'>): SlaTargets {
  return Object.fromEntries(Object.entries(targets).map(([metric, minutes]) => [metric, minutes * 60]));
}

/** The clocks of a ticket at one instant, by its calendar. */
export function ticketClocks(ticket: Clocked, calendar: Calendar, now: number): Clock[] {
  return clocks(ticket.slaEvents, targetsOf(ticket), calendar, now);
}

/** When people hear of a clock of the ticket. */
export function ticketAlerts({ warnings }: Pick<Clocked, 'warnings'>, clock: Clock, calendar: Calendar) {
  const policy: AlertPolicy = { warnings, escalations: defaultAlerts.escalations };
  return alertsOf(clock, calendar, policy);
}

/** One cycle of one clock, which may be long over, with one of its alerts; undefined where it has none of the kind. */
export function alertOfCycle(
  ticket: Clocked,
  of: Pick<Clock, 'metric' | 'cycle'> & Pick<ClockAlert, 'percent'>,
  calendar: Calendar,
  now: number,
): { readonly clock: Clock; readonly alert: ClockAlert } | undefined {
  const clock = everyClock(ticket.slaEvents, targetsOf(ticket), calendar, now).find(
    ({ metric, cycle }) => metric === of.metric && cycle === of.cycle,
  );
  const alert = clock && ticketAlerts(ticket, clock, calendar).find(({ percent }) => percent === of.percent);
  return clock && alert && { clock, alert };
}

/** Whether a part of a ticket's time, up to its last alert, lies in a year whose holidays the calendar does not know. */
export function isAssumed(ticket: Clocked, calendar: Calendar, now: number): boolean {
  return ticketClocks(ticket, calendar, now).some((clock) => {
    const alerts = ticketAlerts(ticket, clock, calendar).map(({ at }) => at);
    const until = Math.max(now, ...alerts);
    return segmentsBetween(calendar, clock.startedAt, clock.endedAt ?? until).some(({ assumed }) => assumed);
  });
}

/** What happened so far and one thing more. */
export function andThen(
  events: readonly SlaEvent[],
  type: SlaEvent['type'],
  at: number,
): readonly SlaEvent[] {
  return [...events, { type, at }];
}

/** What a list tells of clocks, where nothing can happen to them any more. */
export function storedClocks(found: readonly Clock[]): readonly StoredClock[] {
  return found.map(({ spells: _, worst: __, ...clock }) => clock);
}
