import { dayAfter, dayAt, startOfDay } from '@keyline/kernel';
import { tenant } from './cast.ts';
import type { Luck } from './luck.ts';

const minute = 60_000;
const opens = 9 * 60 * minute;
const closes = 18 * 60 * minute;

/** Instants of the demo's past, all in office hours of the tenant's zone, from Monday to Friday. */
export function pastOf(now: number, chance: Luck) {
  const last = lastOfficeInstant(now);
  return {
    now,
    /** Some time of a working day about so many days ago. */
    daysAgo(days: number): number {
      const ofDay = opens + chance.between(0, 8 * 60) * minute;
      let day = dayAfter(dayAt(now, tenant.timeZone), -days);
      while (isWeekend(day) || begins(day) + ofDay > now) day = dayAfter(day, -1);
      return begins(day) + ofDay;
    },
    /** Office hours after an instant, but never in the future. */
    later: (at: number, hours: number) => Math.max(at, Math.min(officeHoursAfter(at, hours), last)),
  };
}

export type Past = ReturnType<typeof pastOf>;

function begins(day: string): number {
  return startOfDay(day, tenant.timeZone);
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** The latest instant at which somebody was at work. */
function lastOfficeInstant(now: number): number {
  let day = dayAt(now, tenant.timeZone);
  while (isWeekend(day) || begins(day) + opens > now) day = dayAfter(day, -1);
  return Math.min(begins(day) + closes, now);
}

/** What does not fit into a day goes on in the morning of the next working day. */
function officeHoursAfter(at: number, hours: number): number {
  let day = dayAt(at, tenant.timeZone);
  let from = at;
  let left = hours * 60 * minute;
  while (from + left > begins(day) + closes) {
    left -= Math.max(0, begins(day) + closes - from);
    do day = dayAfter(day, 1);
    while (isWeekend(day));
    from = begins(day) + opens;
  }
  return from + left;
}
