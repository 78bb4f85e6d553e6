import type { Clock } from '@keyline/kernel';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  /** Moves on by so many milliseconds. */
  advance(milliseconds: number): void;
}

/** A clock that stands at this instant: milliseconds since 1970, or RFC 3339. */
export function createTestClock(start: number | string): TestClock {
  let now = typeof start === 'number' ? start : Date.parse(start);
  if (Number.isNaN(now)) throw new Error(`no instant: ${start}`);
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
