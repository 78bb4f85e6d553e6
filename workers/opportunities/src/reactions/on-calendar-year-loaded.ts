import { recountLimits } from '@keyline/cases';
import { work } from '@keyline/http';
import { tenantCalendar } from '@keyline/store';
import { leadMoving, leadsByIds } from '../records/leads.ts';
import { opportunitiesByIds, opportunityMoving } from '../records/opportunities.ts';

/**
 * Counts the running limits of opportunities and leads anew when the holidays of a year are known: what was due by an assumed day
 * is due when it is by the real one. Limits run by the tenant's default calendar, so that of another one nothing is to
 * be done.
 */
export const onCalendarYearLoaded = work({
  on: 'calendar.year_loaded',
  async run({ event, moment, store }) {
    const { calendar } = await store.read({ calendar: tenantCalendar() });
    if (calendar.id !== event.subjectId) return;
    // In every zone the year has not begun a day before it does in UTC.
    const since = Date.UTC(Number(event.data.year), 0, 0);
    const deals = { moving: opportunityMoving(), byIds: opportunitiesByIds, told: 'opportunity.due_moved' };
    await recountLimits(deals, store, moment, since);
    const leads = { moving: leadMoving, byIds: leadsByIds, told: 'lead.due_moved' };
    await recountLimits(leads, store, moment, since);
  },
});
