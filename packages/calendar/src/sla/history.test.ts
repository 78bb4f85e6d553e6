import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCalendar } from '../compile.ts';
import { chineseOfficeCalendar } from '../standard.ts';
import { mixed, streamStart as start, streams } from '../testing/streams.ts';
import { clocks, readClocks } from './clocks.ts';
import { explainClock } from './explain.ts';
import { happened, noHistory } from './history.ts';
import type { SlaEvent } from './model.ts';

const calendar = compileCalendar(chineseOfficeCalendar());
const targets = { first_response: 3600, next_response: 7200, resolution: 57_600, ola: 14_400 };

test('going on event by event tells the same clocks as all of them at once, at every step', () => {
  fc.assert(
    fc.property(streams, (events) => {
      let history = noHistory;
      events.forEach((event, index) => {
        history = happened(history, event);
        const at = events[index + 1]?.at ?? event.at + 86_400_000;
        const until = at === event.at ? at : at - 1000;
        const known = events.slice(0, index + 1);
        expect(readClocks(history, targets, calendar, until)).toEqual(
          clocks(known, targets, calendar, until),
        );
      });
    }),
    { numRuns: 200 },
  );
});

test('what is told late, out of order or twice changes nothing', () => {
  fc.assert(
    fc.property(mixed, fc.integer({ min: 0, max: 4_000_000 }), ({ events, shuffled }, seconds) => {
      const at = start + seconds * 1000;
      expect(clocks(shuffled, targets, calendar, at)).toEqual(clocks(events, targets, calendar, at));
    }),
    { numRuns: 200 },
  );
});

test('every clock counts what its explanation counts, is late or not by it, and is due exactly when it is used up', () => {
  fc.assert(
    fc.property(streams, fc.integer({ min: 0, max: 4_000_000 }), (events, seconds) => {
      const at = start + seconds * 1000;
      for (const clock of clocks(events, targets, calendar, at)) {
        const segments = explainClock(clock, calendar, at);
        expect(segments.reduce((sum, { countedSeconds }) => sum + countedSeconds, 0)).toBe(clock.usedSeconds);
        expect(clock.state === 'breached').toBe(clock.usedSeconds > clock.targetSeconds);
        expect(clock.remainingSeconds).toBe(clock.targetSeconds - clock.usedSeconds);
        expect(clock.dueAt !== null).toBe(clock.spells.at(-1)?.until === null);
        if (clock.dueAt === null || clock.dueAt < at) continue;
        const [then] = clocks(
          events.filter((event) => event.at <= at),
          { [clock.metric]: clock.targetSeconds },
          calendar,
          clock.dueAt,
        );
        expect(then?.usedSeconds).toBe(clock.targetSeconds);
      }
    }),
    { numRuns: 200 },
  );
});

test('a message that is backdated before the answer counts as if it had been in time', () => {
  const told: SlaEvent[] = [
    { type: 'created', at: start },
    { type: 'staff_reply', at: start + 7_200_000 },
    { type: 'customer_message', at: start + 3_600_000 },
  ];
  const [next] = clocks(told, { next_response: 7200 }, calendar, start + 10_800_000);
  expect(next).toMatchObject({ state: 'met', usedSeconds: 3600 });
});
