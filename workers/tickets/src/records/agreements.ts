import { all, compiledCalendars, type Loaded, tenantCalendar } from '@keyline/store';
import { agreementFor, type Matched } from '../domain/agreement.ts';
import { activePolicies, policyCalendars } from './policies.ts';

/** What it takes to tell what a ticket is held to. */
export function agreementLoad() {
  return {
    policies: all(activePolicies.bind({})),
    policyCalendars: compiledCalendars(policyCalendars.bind({})),
    calendar: tenantCalendar(),
  };
}

/** What a ticket is held to from now on, as its columns keep it, and by which calendar. */
export function agreed(ticket: Matched, loaded: Loaded<ReturnType<typeof agreementLoad>>) {
  const { calendarId, ...agreement } = agreementFor(ticket, loaded.policies);
  const calendar = loaded.policyCalendars.find(({ id }) => id === calendarId) ?? loaded.calendar;
  const pinned = { calendarId: calendar.id, calendarVersion: calendar.version };
  return { calendar, columns: { ...agreement, ...pinned } };
}
