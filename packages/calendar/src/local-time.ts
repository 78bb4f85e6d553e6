import type { Interval, Weekday } from './definition.ts';

export const dayMs = 86_400_000;

/** Days since 1970-01-01 of a date `yyyy-mm-dd`. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** The date `yyyy-mm-dd` of a day since 1970-01-01. */
export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

export function yearOf(day: number): number {
  return new Date(day * dayMs).getUTCFullYear();
}

const fromThursday: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];

export function weekdayOf(day: number): Weekday {
  return fromThursday[((day % 7) + 7) % 7] as Weekday;
}

/** Minutes since midnight of a local time `HH:MM`, at most 24:00; undefined when it is none. */
export function minuteOf(time: string): number | undefined {
  const [, hour, minute] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return minutes <= 1440 ? minutes : undefined;
}

/** Intervals as minutes since midnight, in order. */
export function minutesOf(intervals: readonly Interval[]): readonly (readonly [number, number])[] {
  return intervals
    .map(([from, until]) => [minuteOf(from) ?? 0, minuteOf(until) ?? 0] as const)
    .toSorted((one, other) => one[0] - other[0]);
}
