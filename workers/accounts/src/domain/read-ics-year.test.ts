import { expect, test } from 'vitest';
import { readIcsYear } from './read-ics-year.ts';

function read(...events: readonly (readonly string[])[]) {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  const { days, outside, errors } = readIcsYear(
    ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n'),
    2026,
  );
  return {
    days: days.map(({ date, working }) => [date, working]),
    outside,
    errors: errors.map(({ code }) => code),
  };
}

test('an event lasts to its end, for its duration, or one day', () => {
  expect(read(['DTSTART;VALUE=DATE:20260619', 'DTEND;VALUE=DATE:20260621']).days).toHaveLength(2);
  expect(read(['DTSTART;VALUE=DATE:20260619', 'DURATION:P3D']).days).toHaveLength(3);
  expect(read(['DTSTART;VALUE=DATE:20260619', 'DURATION:P1W']).days).toHaveLength(7);
  expect(read(['DTSTART:20260619']).days).toEqual([['2026-06-19', false]]);
  expect(read(['DTSTART;VALUE=DATE:20260619', 'DTEND;VALUE=DATE:20260619']).days).toHaveLength(1);
});

test('an event over the turn of the year gives the year its own days', () => {
  const { days, outside } = read(['DTSTART;VALUE=DATE:20251231', 'DTEND;VALUE=DATE:20260102']);
  expect([days, outside]).toEqual([[['2026-01-01', false]], 1]);
});

test.each(['劳动节（班）', '春节 补班 第1天', 'Make-up day', 'Working day'])('%s is worked', (summary) => {
  expect(read(['DTSTART;VALUE=DATE:20260509', `SUMMARY;LANGUAGE=zh:${summary}`]).days).toEqual([
    ['2026-05-09', true],
  ]);
});

test('what was cancelled, or takes place at a time of day, is no holiday', () => {
  const { days, errors } = read(
    ['DTSTART;VALUE=DATE:20260501', 'STATUS:CANCELLED'],
    ['DTSTART:20260502T010000Z', 'SUMMARY:a meeting'],
    ['DTSTART;VALUE=DATE:20260503', 'SUMMARY:劳动节'],
  );
  expect([days, errors]).toEqual([[['2026-05-03', false]], []]);
});

test('what cannot be read is named, and nothing else is lost', () => {
  const { days, errors } = read(
    ['DTSTART;VALUE=DATE:20260230'],
    ['DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20261231'],
    ['DTSTART;VALUE=DATE:20260504'],
    ['SUMMARY:no day'],
  );
  expect([days, errors]).toEqual([[['2026-05-04', false]], ['date', 'too_long', 'date']]);
});
