import type { Job } from '@keyline/http';
import { all, fact, first, type Moment } from '@keyline/store';
import { missingYearEventId, yearDue } from '../domain/missing-years.ts';
import { askingForYears, pairsOf, yearsWithTask } from '../records/calendar-tasks.ts';
import { mustMissYear, yearTold } from '../records/calendars.ts';
import { roleByKey } from '../records/roles.ts';

const page = 200;
const mostPages = 10;

/**
 * Tells of every calendar once a year, from 1 October on, that the holidays of the coming year are missing, and gives
 * the administrators a task to load them: until they are, working time in it is assumed. Two runs at once, or a late
 * one, tell it once, and nothing of a year that was loaded meanwhile.
 */
export const tellMissingYears: Job = {
  name: 'tell-missing-years',
  async run({ system, now }) {
    const moment: Moment = { actor: { type: 'system', id: null }, now, requestId: null };
    for (let pages = 0; pages < mostPages; pages += 1) {
      const missing = await system.findCalendarsMissingYear(yearDue(now), page);
      for (const [tenantId, calendars] of Map.groupBy(missing, (one) => one.tenantId)) {
        const store = system.forTenant(tenantId, 'system');
        const { administrators, asked } = await store.read({
          administrators: first(roleByKey.bind({ key: 'administrator' })),
          asked: all(yearsWithTask.bind({ pairs: pairsOf(calendars) })),
        });
        const tasks = askingForYears(moment, calendars, asked, administrators);
        await store.commit({
          musts: calendars.map(({ id, year }) => mustMissYear.bind({ id, year })),
          changes: tasks.changes,
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
          also: [...tasks.also, ...calendars.map(({ id, year }) => yearTold.bind({ id, year }))],
        });
      }
      if (missing.length < page) return;
    }
  },
};
