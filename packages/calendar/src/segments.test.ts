import { expect, test } from 'vitest';
import { compileCalendar } from './compile.ts';
import { segmentsBetween } from './segments.ts';
import { chineseOfficeCalendar } from './standard.ts';

const china = compileCalendar(chineseOfficeCalendar());

function explained(from: string, to: string) {
  return segmentsBetween(china, Date.parse(from), Date.parse(to)).map(
    ({ from: start, countedSeconds, reason, assumed }) => {
      const local = new Date(start + 8 * 3_600_000).toISOString().slice(5, 16);
      return [local, countedSeconds / 60, reason, ...(assumed ? ['assumed'] : [])];
    },
  );
}

test('every stretch of time says why it counts or why not', () => {
  expect(explained('2026-02-13T17:00+08:00', '2026-02-24T10:00+08:00')).toEqual([
    ['02-13T17:00', 60, 'working'],
    ['02-13T18:00', 0, 'closed_hours'],
    ['02-14T09:00', 180, 'make_up_day'],
    ['02-14T12:00', 0, 'closed_hours'],
    ['02-14T13:00', 300, 'make_up_day'],
    ['02-14T18:00', 0, 'closed_hours'],
    ['02-15T00:00', 0, 'holiday'],
    ['02-24T00:00', 0, 'closed_hours'],
    ['02-24T09:00', 60, 'working'],
  ]);
});

test('outside the known years the rule of the weekday holds, and says that it is assumed', () => {
  expect(explained('2026-12-31T17:00+08:00', '2027-01-02T09:00+08:00')).toEqual([
    ['12-31T17:00', 60, 'working'],
    ['12-31T18:00', 0, 'closed_hours'],
    ['01-01T00:00', 0, 'closed_hours', 'assumed'],
    ['01-01T09:00', 180, 'assumed', 'assumed'],
    ['01-01T12:00', 0, 'closed_hours', 'assumed'],
    ['01-01T13:00', 300, 'assumed', 'assumed'],
    ['01-01T18:00', 0, 'closed_hours', 'assumed'],
    ['01-02T00:00', 0, 'weekend', 'assumed'],
  ]);
});

test('a date that is named is not in doubt, whatever its year', () => {
  const named = compileCalendar({
    ...chineseOfficeCalendar(),
    exceptions: [{ date: '2030-01-01', working: false }],
  });
  const [segment] = segmentsBetween(
    named,
    Date.parse('2030-01-01T09:00+08:00'),
    Date.parse('2030-01-01T10:00+08:00'),
  );
  expect(segment).toMatchObject({ reason: 'holiday', assumed: false });
});

test('no time at all has no segments', () => {
  expect(explained('2026-02-13T17:00+08:00', '2026-02-13T17:00+08:00')).toEqual([]);
});
