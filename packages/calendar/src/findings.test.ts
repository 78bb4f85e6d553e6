import { describe, expect, test } from 'vitest';
import type { CalendarDefinition } from './definition.ts';
import { calendarFindings } from './findings.ts';
import { chineseOfficeCalendar } from './standard.ts';
import { alwaysOpen, weekdaysOf } from './testing/calendars.ts';

const at = Date.parse('2026-03-02T00:00Z');
const sound: CalendarDefinition = weekdaysOf('Asia/Shanghai', ['09:00', '12:00'], ['13:00', '18:00']);

function found(part: Partial<CalendarDefinition>): string[] {
  return calendarFindings({ ...sound, ...part }, at).map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('a calendar without findings', () => {
  test.each<[string, CalendarDefinition]>([
    ['of the Chinese office', chineseOfficeCalendar()],
    ['that never closes', alwaysOpen('UTC')],
    [
      'whose intervals touch, in any order',
      {
        ...sound,
        week: {
          mon: [
            ['12:00', '13:00'],
            ['09:00', '12:00'],
          ],
        },
      },
    ],
    ['that is far away at an offset', { ...sound, timeZone: 'Etc/GMT-2' }],
  ])('%s', (_, definition) => {
    expect(calendarFindings(definition, at)).toEqual([]);
  });
});

describe('a calendar is refused', () => {
  test.each<[string, Partial<CalendarDefinition>, string[]]>([
    ['in an unknown zone', { timeZone: 'Asia/Xian' }, ['/timeZone time_zone']],
    ['in an offset instead of a zone', { timeZone: '+08:00' }, ['/timeZone time_zone']],
    ['with a backward interval', { week: { tue: [['18:00', '09:00']] } }, ['/week/tue/0 interval_backward']],
    ['with an empty interval', { week: { tue: [['09:00', '09:00']] } }, ['/week/tue/0 interval_backward']],
    [
      'with overlapping intervals, naming the later one',
      {
        week: {
          fri: [
            ['11:00', '13:00'],
            ['09:00', '12:00'],
          ],
        },
      },
      ['/week/fri/0 interval_overlap'],
    ],
    [
      'with times that no clock shows',
      { week: { mon: [['9:00', '24:30']] } },
      ['/week/mon/0/0 time', '/week/mon/0/1 time'],
    ],
    [
      'with a date that does not exist',
      { exceptions: [{ date: '2026-02-30', working: false }] },
      ['/exceptions/0/date date'],
    ],
    [
      'with a date twice',
      {
        exceptions: [
          { date: '2026-05-01', working: false },
          { date: '2026-05-01', working: true },
        ],
      },
      ['/exceptions/1/date date_repeated'],
    ],
    [
      'with hours on a day off',
      { exceptions: [{ date: '2026-05-01', working: false, intervals: [['09:00', '12:00']] }] },
      ['/exceptions/0/intervals intervals_on_day_off'],
    ],
    [
      'with a working day without hours',
      { week: { tue: [['09:00', '12:00']] }, exceptions: [{ date: '2026-05-09', working: true }] },
      ['/exceptions/0/intervals no_intervals'],
    ],
    [
      'with a wrong interval on a working day',
      { exceptions: [{ date: '2026-05-09', working: true, intervals: [['12:00', '09:00']] }] },
      ['/exceptions/0/intervals/0 interval_backward'],
    ],
    ['without working time', { week: {} }, [' no_working_time']],
    [
      'whose only working day is over',
      { week: {}, exceptions: [{ date: '2026-03-01', working: true, intervals: [['09:00', '10:00']] }] },
      [' no_working_time'],
    ],
  ])('%s', (_, part, expected) => {
    expect(found(part)).toEqual(expected);
  });

  test('when the first working time is more than 400 days away, and not a day before', () => {
    const only = (date: string) => ({
      week: {},
      exceptions: [{ date, working: true, intervals: [['00:00', '01:00']] as const }],
    });
    expect(found({ ...only('2027-04-06'), timeZone: 'UTC' })).toEqual([]);
    expect(found({ ...only('2027-04-07'), timeZone: 'UTC' })).toEqual([' no_working_time']);
  });

  test('in both languages', () => {
    const [finding] = calendarFindings({ ...sound, timeZone: 'Nowhere/Land' }, at);
    expect(finding?.detail).toEqual({ en: 'This is no IANA time zone.', 'zh-CN': '不是有效的 IANA 时区。' });
  });
});
