export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Local times `HH:MM` from 00:00; the end may be 24:00 and is not part of it. */
export type Interval = readonly [from: string, until: string];

/** A date on which the rule of its weekday does not hold. */
export interface CalendarException {
  /** `yyyy-mm-dd` in the calendar's zone. */
  readonly date: string;
  readonly working: boolean;
  /** When it is worked; absent: as on Mondays. Never on a day off. */
  readonly intervals?: readonly Interval[] | undefined;
  readonly name?: string | undefined;
}

/** When work is done: the rule of each weekday, and the dates that depart from it. */
export interface CalendarDefinition {
  /** Of the IANA time zone database. */
  readonly timeZone: string;
  /** A weekday that is not named has no working time. */
  readonly week: Readonly<Partial<Record<Weekday, readonly Interval[]>>>;
  readonly exceptions?: readonly CalendarException[] | undefined;
  /** Years whose holidays are among the exceptions; outside, time is `assumed`. Absent: no year is in doubt. */
  readonly knownYears?: readonly number[] | undefined;
}

/** The last year whose holidays are known; null where no year is in doubt. */
export function knownUntil({ knownYears }: CalendarDefinition): number | null {
  return knownYears === undefined || knownYears.length === 0 ? null : Math.max(...knownYears);
}

/** The first year whose holidays are not known, behind those that are; null where no year is in doubt. */
export function yearWanted(definition: CalendarDefinition): number | null {
  const last = knownUntil(definition);
  return last === null ? null : last + 1;
}
