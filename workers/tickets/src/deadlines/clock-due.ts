import { peopleLoad } from '@keyline/cases';
import { deadline } from '@keyline/http';
import { toInstant } from '@keyline/kernel';
import { fact, first } from '@keyline/store';
import { audienceOf } from '../domain/audience.ts';
import { alertOfCycle } from '../domain/clocks.ts';
import { type ClockDue, clockDueKind } from '../records/clock-deadlines.ts';
import { peopleOfAlerts, pinnedCalendar, pinnedTo, ticketById } from '../records/tickets.ts';

/**
 * A share of a clock's target is used up: its owner is warned; from 100 % on he, the service supervisor of the unit and
 * then those above hear that it is late. What holds is worked out of what happened, however late this comes.
 */
export const clockDue = deadline({
  kind: clockDueKind,
  load: ({ subjectId: id }) => ({
    ticket: first(ticketById.bind({ id })),
    pinned: pinnedCalendar(id),
    people: peopleLoad(peopleOfAlerts.bind({ id })),
  }),
  decide({ loaded: { ticket, pinned, people }, deadline: { data }, moment }) {
    if (ticket === undefined) return undefined;
    const { metric, cycle, percent } = data as unknown as ClockDue;
    const found = alertOfCycle(ticket, { metric, cycle, percent }, pinnedTo(pinned).calendar, moment.now);
    if (found === undefined || found.alert.at > moment.now) return undefined;
    const { alert, clock } = found;
    const type =
      alert.kind === 'warning' ? 'sla_warning' : percent === 100 ? 'sla_breached' : 'sla_escalated';
    const dueAt = clock.breachedAt ?? clock.dueAt;
    const told = fact(moment, {
      ...{ type: `ticket.${type}`, subjectType: 'ticket', subjectId: ticket.id, accountId: ticket.accountId },
      data: {
        ...{ metric, cycle, percent, at: toInstant(alert.at) },
        dueAt: dueAt === null ? null : toInstant(dueAt),
        number: ticket.number,
        reaches: audienceOf(alert.to, ticket, people),
      },
    });
    return { facts: [told] };
  },
});
