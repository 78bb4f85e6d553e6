import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCalendar } from './compile.ts';
import { segmentsBetween } from './segments.ts';
import { workingMinutes } from './testing/naive-walk.ts';
import { questions } from './testing/questions.ts';
import { addWorking, isWorking, nextOpening, workingBetween } from './working-time.ts';

test('working time equals a walk from minute to minute, whatever the calendar and however the clocks change', () => {
  fc.assert(
    fc.property(questions, ({ definition, from, lengthMinutes }) => {
      const calendar = compileCalendar(definition);
      const walk = workingMinutes(definition, from);
      const worked = Array.from({ length: lengthMinutes }, () => walk.next().value === true);
      const to = from + lengthMinutes * 60_000;
      const count = worked.filter(Boolean).length;
      expect(workingBetween(calendar, from, to)).toBe(count * 60);
      expect(isWorking(calendar, from)).toBe(worked[0]);
      const opening = worked.indexOf(true);
      if (opening >= 0) expect(nextOpening(calendar, from)).toBe(from + opening * 60_000);
      if (count > 0) {
        const last = worked.lastIndexOf(true);
        expect(addWorking(calendar, from, count * 60)).toBe(from + (last + 1) * 60_000);
        const middle = Math.ceil(count / 2);
        let [at, left] = [0, middle];
        while (left > 0) if (worked[at++]) left -= 1;
        expect(addWorking(calendar, from, middle * 60)).toBe(from + at * 60_000);
      }
      const segments = segmentsBetween(calendar, from, to);
      expect(segments.reduce((sum, { countedSeconds }) => sum + countedSeconds, 0)).toBe(count * 60);
      expect([segments[0]?.from, segments.at(-1)?.to]).toEqual([from, to]);
      segments.slice(1).forEach((segment, at) => {
        expect(segment.from).toBe(segments[at]?.to);
      });
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('a due time is the first instant at which the target is used up', () => {
  const someTime = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2027-12-31') });
  fc.assert(
    fc.property(
      questions,
      someTime,
      fc.integer({ min: 1, max: 3_000_000 }),
      ({ definition }, at, seconds) => {
        const calendar = compileCalendar(definition);
        const due = addWorking(calendar, at, seconds);
        expect(workingBetween(calendar, at, due)).toBe(seconds);
        expect(workingBetween(calendar, at, due - 1)).toBe(seconds - 1);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
