import { expect, test } from 'vitest';
import { brief, inMinutes } from '../testing/in-minutes.ts';
import { clocksOf, storyOf } from '../testing/story.ts';
import { slaVectors } from '../testing/vectors/index.ts';
import { alertsOf } from './alerts.ts';

test.each(slaVectors)('vector $number: $says', ({ given, clocks: expected, alerts }) => {
  const story = storyOf(given);
  const clocks = clocksOf(story, given.at);
  const told = inMinutes(clocks);
  expect(told).toMatchObject(expected);
  expect(Object.keys(told)).toEqual(Object.keys(expected));
  if (alerts === undefined) return;
  const raised = clocks.flatMap((clock) => alertsOf(clock, story.calendar));
  expect(Object.fromEntries(raised.map(({ id, at }) => [id, brief(at)]))).toEqual(alerts);
});

test('every vector of sla.md has a case, and what was once wrong elsewhere', () => {
  const numbers = [...new Set(slaVectors.map(({ number }) => number))];
  expect(numbers).toEqual([...Array.from({ length: 18 }, (_, at) => at + 1), 21]);
});
