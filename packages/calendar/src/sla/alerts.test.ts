import { expect, test } from 'vitest';
import { weekdayCalendar } from '../testing/calendars.ts';
import { clocksOf, type Story } from '../testing/story.ts';
import { alertsOf } from './alerts.ts';
import { explainClock } from './explain.ts';

const calendar = weekdayCalendar('10:00', '18:00');

function alerts(events: Story['events'], at: string, minutes = 240) {
  const [clock] = clocksOf({ calendar, targets: { resolution: minutes }, events }, at);
  if (clock === undefined) throw new Error('no clock');
  return alertsOf(clock, calendar).map(({ id, at: when }) => [id, new Date(when).toISOString().slice(5, 16)]);
}

test('a clock warns at half and at four fifths, and goes up at 100, 150 and 200 percent', () => {
  expect(alerts([['created', '2026-03-02T10:00Z']], '2026-03-02T10:00Z')).toEqual([
    ['resolution.1.50', '03-02T12:00'],
    ['resolution.1.80', '03-02T13:12'],
    ['resolution.1.100', '03-02T14:00'],
    ['resolution.1.150', '03-02T16:00'],
    ['resolution.1.200', '03-02T18:00'],
  ]);
});

test('a warning that would come when the ticket is done never comes', () => {
  const events: Story['events'] = [
    ['created', '2026-03-05T16:00Z'],
    ['resolved', '2026-03-05T19:00Z'],
  ];
  expect(alerts(events, '2026-03-06T12:00Z')).toEqual([]);
});

test('a pause keeps what was reached, and nothing of what would have been', () => {
  const events: Story['events'] = [
    ['created', '2026-03-02T10:00Z'],
    ['paused', '2026-03-02T12:30Z'],
  ];
  expect(alerts(events, '2026-03-02T17:00Z')).toEqual([['resolution.1.50', '03-02T12:00']]);
  const resumed: Story['events'] = [...events, ['resumed', '2026-03-03T10:00Z']];
  expect(alerts(resumed, '2026-03-03T10:00Z').slice(0, 3)).toEqual([
    ['resolution.1.50', '03-02T12:00'],
    ['resolution.1.80', '03-03T10:42'],
    ['resolution.1.100', '03-03T11:30'],
  ]);
});

test('a target of nothing warns of nothing and goes up at once', () => {
  const ids = alerts([['created', '2026-03-02T10:00Z']], '2026-03-02T10:00Z', 0).map(([id]) => id);
  expect(ids).toEqual(['resolution.1.100', 'resolution.1.150', 'resolution.1.200']);
});

test('a clock explains its whole time, pauses and closed hours among it, and counts what it used', () => {
  const events: Story['events'] = [
    ['created', '2026-03-05T17:00Z'],
    ['paused', '2026-03-06T10:30Z'],
    ['resumed', '2026-03-06T12:00Z'],
    ['resolved', '2026-03-06T12:15Z'],
  ];
  const at = Date.parse('2026-03-07T12:00Z');
  const [clock] = clocksOf({ calendar, targets: { resolution: 240 }, events }, '2026-03-07T12:00Z');
  if (clock === undefined) throw new Error('no clock');
  const segments = explainClock(clock, calendar, at);
  expect(
    segments.map(({ from, countedSeconds, reason }) => [
      new Date(from).toISOString().slice(8, 16),
      countedSeconds / 60,
      reason,
    ]),
  ).toEqual([
    ['05T17:00', 60, 'working'],
    ['05T18:00', 0, 'closed_hours'],
    ['06T10:00', 30, 'working'],
    ['06T10:30', 0, 'paused'],
    ['06T12:00', 15, 'working'],
  ]);
  expect(segments.at(-1)?.to).toBe(Date.parse('2026-03-06T12:15Z'));
  expect(segments.reduce((sum, { countedSeconds }) => sum + countedSeconds, 0)).toBe(clock.usedSeconds);
});
