import { work } from '@keyline/http';
import { type Moment, type TenantStore, tenantCalendar } from '@keyline/store';
import { recountPage } from '../records/case-recounts.ts';

/** How often in a row others may be faster with a page before the message is put back. */
const mostLosses = 5;

/**
 * Counts the running limits of cases anew when the holidays of a year are known: what was due by an assumed day is due
 * when it is by the real one. Page by page, and idempotent: what is counted right already is left as it is. Limits run
 * by the tenant's default calendar, so that of another one nothing is to be done here.
 */
export const onCalendarYearLoaded = work({
  on: 'calendar.year_loaded',
  async run({ event, moment, store }) {
    const { calendar } = await store.read({ calendar: tenantCalendar() });
    if (calendar.id !== event.subjectId) return;
    const since = Date.UTC(Number(event.data.year), 0, 0);
    for (let after: string | null = ''; after !== null; ) after = await page(store, moment, since, after);
  },
});

/** Recounts one page; returns behind which case the next one begins, null when there is none. */
async function page(
  store: TenantStore,
  moment: Moment,
  since: number,
  after: string,
): Promise<string | null> {
  for (let losses = 0; losses < mostLosses; losses += 1) {
    const next = await recountPage(store, moment, since, after);
    if (next !== 'lost') return next;
  }
  throw new Error('others were faster with a page of cases again and again');
}
