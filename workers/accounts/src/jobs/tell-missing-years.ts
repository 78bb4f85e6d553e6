import type { Job } from '@keyline/http';
import { fact, type Moment } from '@keyline/store';
import { missingYearEventId, yearDue } from '../domain/missing-years.ts';
import { yearTold } from '../records/calendars.ts';

const page = 200;
const mostPages = 10;

/**
 * Tells of every calendar once a year, from 1 October on, that the holidays of the coming year are missing: until
 * they are loaded, working time in it is assumed. Two runs at once, or a late one, tell it once.
 */
export const tellMissingYears: Job = {
  name: 'tell-missing-years',
  async run({ system, now }) {
    const moment: Moment = { actor: { type: 'system', id: null }, now, requestId: null };
    for (let pages = 0; pages < mostPages; pages += 1) {
      const missing = await system.findCalendarsMissingYear(yearDue(now), page);
      for (const [tenantId, calendars] of Map.groupBy(missing, (one) => one.tenantId)) {
        await system.forTenant(tenantId, 'system').commit({
          changes: [],
          facts: calendars.map(({ id, year }) =>
            fact(moment, {
              id: missingYearEventId(id, year),
              type: 'calendar.year_missing',
              subjectType: 'calendar',
              subjectId: id,
              accountId: null,
              data: { year },
            }),
          ),
          also: calendars.map(({ id, year }) => yearTold.bind({ id, year })),
        });
      }
      if (missing.length < page) return;
    }
  },
};
