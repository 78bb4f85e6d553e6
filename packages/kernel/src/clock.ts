/** Where time comes from. Business time arrives with the request, the cron or the message, never from here. */
export interface Clock {
  /** Milliseconds since 1970 of the real time: for tokens, leases, throttles and the age of idempotency rows. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** An instant as the API writes it: RFC 3339 in UTC with milliseconds. */
export function toInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

const instant =
  /^\d{4}-\d{2}-\d{2}[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Reads an RFC 3339 instant with its offset; undefined when the text is none, names no real day, or falls
 * outside the years 0000 to 9999 once it is in UTC. Parts of a millisecond are dropped; leap seconds are no
 * instants here.
 */
export function parseInstant(text: string): number | undefined {
  if (!instant.test(text) || !isDate(text.slice(0, 10))) return undefined;
  const milliseconds = Date.parse(text.toUpperCase());
  return isDate(toInstant(milliseconds).slice(0, 10)) ? milliseconds : undefined;
}

/** Whether the text is a day of the calendar, `yyyy-mm-dd`. */
export function isDate(text: string): boolean {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}
