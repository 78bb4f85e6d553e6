import { dayAfter, dayAt, startOfDay } from '@keyline/kernel';
import { tenant } from './cast.ts';
import type { Luck } from './luck.ts';

const minute = 60_000;

/** Instants of the demo's past, all in office hours of the tenant's zone. */
export function pastOf(now: number, chance: Luck) {
  return {
    now,
    /** Some time of a working day about so many days ago. */
    daysAgo(days: number): number {
      const day = dayAfter(dayAt(now, tenant.timeZone), -days);
      const start = startOfDay(day, tenant.timeZone);
      const at = start + 9 * 60 * minute + chance.between(0, 8 * 60) * minute;
      return Math.min(at, now);
    },
    /** Hours after an instant, but never in the future. */
    later: (at: number, hours: number) => Math.min(at + hours * 60 * minute, now),
  };
}

export type Past = ReturnType<typeof pastOf>;
