import type { Calendar } from '../compile.ts';
import { append, segmentsBetween } from '../segments.ts';
import { secondOf } from './history.ts';
import type { Clock, ClockSegment } from './model.ts';

/** Why a clock stands where it stands: its whole time until `at` (milliseconds), or until it was ended, piece by piece. */
export function explainClock(clock: Clock, calendar: Calendar, at: number): ClockSegment[] {
  const end = clock.endedAt ?? secondOf(at);
  const segments: ClockSegment[] = [];
  let cursor = clock.startedAt;
  for (const { from, until } of clock.spells) {
    append(segments, paused(cursor, from));
    cursor = until ?? end;
    for (const segment of segmentsBetween(calendar, from, cursor)) append(segments, segment);
  }
  append(segments, paused(cursor, end));
  return segments;
}

function paused(from: number, to: number): ClockSegment | undefined {
  return from < to ? { from, to, countedSeconds: 0, reason: 'paused', assumed: false } : undefined;
}
