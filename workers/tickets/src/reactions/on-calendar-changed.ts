import { work } from '@keyline/http';
import { all, changed, type Moment, type TenantCalendar } from '@keyline/store';
import { isAssumed, storedClocks, ticketClocks } from '../domain/clocks.ts';
import { currentCalendar, ticketsBehind } from '../records/calendar-followers.ts';
import { clocksArmed } from '../records/clock-deadlines.ts';
import { calendarsThatRun, ticketSubject } from '../records/tickets.ts';
import type { TicketRow } from '../views.ts';

/** Tickets that one commit looks at. */
const page = 50;

/** How often in a row others may be faster with a page before the message waits. */
const mostLosses = 5;

/**
 * A calendar has learnt of a year: tickets whose time was counted by the weekday alone go over to its new version, page
 * by page, and are due when that says. All others go on by the version that they have.
 */
export const onCalendarChanged = work({
  on: ['calendar.changed', 'calendar.year_loaded'],
  async run({ event, moment, store }) {
    const calendarId = event.subjectId;
    let after = { afterVersion: 0, afterId: '' };
    for (let losses = 0; losses < mostLosses; ) {
      const { current, running, found } = await store.read({
        current: currentCalendar(calendarId),
        running: calendarsThatRun(),
        found: all(ticketsBehind.bind({ calendarId, ...after, limit: page })),
      });
      const last = found.at(-1);
      if (current === undefined || last === undefined) return;
      const written = found.flatMap((ticket) => {
        const pinned = running.find(
          ({ id, version }) => id === ticket.calendarId && version === ticket.calendarVersion,
        );
        const assumes = pinned && isAssumed(ticket, pinned.calendar, latest(ticket, moment));
        return assumes ? [goneOver(moment, ticket, current)] : [];
      });
      const outcome = await store.commit({
        changes: written.map(({ made }) => made),
        also: written.flatMap(({ also }) => also),
      });
      losses = outcome.committed ? 0 : losses + 1;
      if (outcome.committed) after = { afterVersion: last.calendarVersion, afterId: last.id };
    }
    throw new Error('others are faster with the tickets');
  },
});

/** What happened after the event that tells of the calendar counts too. */
function latest({ slaEvents }: TicketRow, { now }: Moment): number {
  return Math.max(now, ...slaEvents.map(({ at }) => at));
}

function goneOver(moment: Moment, ticket: TicketRow, calendar: TenantCalendar) {
  const now = latest(ticket, moment);
  const clocks = storedClocks(ticketClocks(ticket, calendar.calendar, now));
  const patch = { calendarVersion: calendar.version, clocks };
  const made = changed(moment, ticketSubject, ticket, patch, { type: 'ticket.retargeted' });
  return { made, also: clocksArmed(made.row, calendar, now) };
}
