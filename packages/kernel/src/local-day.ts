const minute = 60_000;
const dayMs = 24 * 60 * minute;

/** The day (`yyyy-mm-dd`) that it is in a time zone at this instant, milliseconds. */
export function dayAt(instant: number, timeZone: string): string {
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 10);
}

/** So many days after a day (`yyyy-mm-dd`), or before it where negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The instant at which a day (`yyyy-mm-dd`) begins in a time zone, milliseconds. */
export function startOfDay(day: string, timeZone: string): number {
  return endOfDay(dayAfter(day, -1), timeZone);
}

/** The instant at which a day (`yyyy-mm-dd`) is over in a time zone, milliseconds. */
export function endOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`) + dayMs;
  const near = midnight - offsetAt(midnight, timeZone);
  return midnight - offsetAt(near, timeZone);
}

/** By how much the clocks of the zone are ahead of UTC at this instant, milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] = /^GMT([+-])(\d\d):(\d\d)/.exec(shown ?? '') ?? [];
  return (Number(hours) * 60 + Number(minutes)) * minute * (sign === '-' ? -1 : 1);
}
