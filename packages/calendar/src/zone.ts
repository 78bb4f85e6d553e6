import { dayMs } from './local-time.ts';

/** A stretch of time in which the local clock stands at one distance from UTC. All in milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** A time zone, as far as working time needs it. */
export interface Zone {
  /** The stretches that cover the time from one UTC midnight to another. */
  stretches(from: number, until: number): readonly Stretch[];
}

/** Whether the name is one of the IANA time zone database, not an offset or an abbreviation. */
export function isTimeZone(name: string): boolean {
  if (!/^(UTC|[A-Za-z]+(\/[A-Za-z0-9_+-]+)+)$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const zones = new Map<string, Zone>();
const zonesKept = 64;

/** The zone of this name, made once: asking for an offset costs microseconds. Throws RangeError when there is none. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const offsetAt = offsetsOf(name);
  const zone: Zone = {
    stretches(from, until) {
      const found: Stretch[] = [];
      let start = from;
      let offset = offsetAt(from);
      for (let day = from; day < until; day += dayMs) {
        const next = offsetAt(day + dayMs);
        if (next === offset) continue;
        const change = changeBetween(offsetAt, day, day + dayMs);
        found.push({ from: start, until: change, offset });
        start = change;
        offset = next;
      }
      return [...found, { from: start, until, offset }];
    },
  };
  if (zones.size >= zonesKept) zones.clear();
  zones.set(name, zone);
  return zone;
}

/** The first second after which the offset is no longer what it was. */
function changeBetween(offsetAt: (at: number) => number, from: number, until: number): number {
  const before = offsetAt(from);
  let [low, high] = [from / 1000, until / 1000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}

function offsetsOf(name: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return (at) => {
    const found = /GMT([+-])(\d+):(\d+)(?::(\d+))?$/.exec(format.format(at));
    if (found === null) return 0;
    const [, sign, hours, minutes, seconds = '0'] = found;
    const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return (sign === '-' ? -size : size) * 1000;
  };
}
