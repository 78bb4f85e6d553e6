import type { Interval } from '../../definition.ts';
import { chineseOfficeCalendar } from '../../standard.ts';
import { alwaysOpen, weekdaysOf } from '../calendars.ts';
import { dueAfter, passedBetween, type Simulated, type Vector } from './given.ts';

/** Vectors 9, 11, 13 and 15 to 18 of sla.md: working time, which is all the same to whatever clock runs by it. */
const b = weekdaysOf('UTC', ['10:00', '18:00']);
const c = weekdaysOf('UTC', ['09:00', '17:00']);
const fridayOff = { ...b, exceptions: [{ date: '2026-03-06', working: false }] };
const holiday = {
  ...weekdaysOf('Etc/GMT-1', ['08:00', '20:00']),
  exceptions: [{ date: '2026-03-04', working: false }],
};
const china = chineseOfficeCalendar();

const wholeDay: readonly Interval[] = [['00:00', '24:00']];
const night = { timeZone: 'Europe/Berlin', week: { sun: [['01:00', '05:00']] as const } };

type Row = readonly [number, string, Simulated, string | number];

/** Each: the vector, what it says, what is given; when it is due, or how many minutes are used. */
const rows: readonly Row[] = [
  [
    9,
    'a holiday on the day of creation',
    dueAfter(holiday, '2026-03-04T10:00:00Z', 120),
    '2026-03-05T09:00Z',
  ],
  [9, 'the same over two days', dueAfter(holiday, '2026-03-04T10:00:00Z', 1200), '2026-03-06T15:00Z'],
  ...(
    [
      ['before opening', '2026-03-05T08:00:00Z', '2026-03-05T11:00Z', '2026-03-05T14:00Z'],
      ['after hours', '2026-03-05T18:30:00Z', '2026-03-06T11:00Z', '2026-03-06T14:00Z'],
      ['on Friday evening', '2026-03-06T19:00:00Z', '2026-03-09T11:00Z', '2026-03-09T14:00Z'],
      ['at the weekend', '2026-03-07T12:00:00Z', '2026-03-09T11:00Z', '2026-03-09T14:00Z'],
    ] as const
  ).flatMap(([when, at, first, last]): Row[] => [
    [11, `an hour, ${when}`, dueAfter(b, at, 60), first],
    [11, `four hours, ${when}`, dueAfter(b, at, 240), last],
  ]),
  [
    13,
    'Thursday evening to Monday noon with Friday off',
    passedBetween(fridayOff, '2026-03-05T17:50:00Z', '2026-03-09T12:30:00Z'),
    160,
  ],
  [15, 'Friday afternoon over the weekend', dueAfter(c, '2026-03-06T16:00:00Z', 120), '2026-03-09T10:00Z'],
  [15, 'before opening', dueAfter(c, '2026-03-04T07:00:00Z', 120), '2026-03-04T11:00Z'],
  [15, 'after closing', dueAfter(c, '2026-03-04T18:00:00Z', 120), '2026-03-05T11:00Z'],
  [15, 'on Saturday', dueAfter(c, '2026-03-07T10:00:00Z', 120), '2026-03-09T11:00Z'],
  [15, 'over three days', dueAfter(c, '2026-03-02T16:00:00Z', 600), '2026-03-04T10:00Z'],
  [
    16,
    'a day that is open round the clock',
    dueAfter(alwaysOpen('UTC'), '2026-03-04T00:00:00Z', 1440),
    '2026-03-05T00:00Z',
  ],
  [
    16,
    'the same when the days around it are closed',
    dueAfter({ timeZone: 'UTC', week: { wed: wholeDay } }, '2026-03-04T00:00:00Z', 1440),
    '2026-03-05T00:00Z',
  ],
  [17, 'a make-up Saturday counts', dueAfter(china, '2026-02-13T17:30:00+08:00', 60), '2026-02-14T01:30Z'],
  [
    17,
    'the whole Spring Festival does not',
    dueAfter(china, '2026-02-14T17:30:00+08:00', 60),
    '2026-02-24T01:30Z',
  ],
  [17, 'the lunch break does not', dueAfter(china, '2026-02-13T11:30:00+08:00', 60), '2026-02-13T05:30Z'],
  [
    17,
    'over a make-up Saturday to Monday',
    dueAfter(china, '2026-02-27T17:30:00+08:00', 600),
    '2026-03-02T02:30Z',
  ],
  ...(
    [
      [2024, 251],
      [2025, 248],
      [2026, 248],
    ] as const
  ).map(
    ([year, days]): Row => [
      17,
      `${year} has ${days} working days`,
      passedBetween(china, `${year}-01-01T00:00:00+08:00`, `${year + 1}-01-01T00:00:00+08:00`),
      days * 480,
    ],
  ),
  [18, 'one to five over the gap', passedBetween(night, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z'), 180],
  [
    18,
    'one to five over the overlap',
    passedBetween(night, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z'),
    300,
  ],
  ...(
    [
      ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 23],
      ['Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 25],
      ['America/New_York', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', 23],
      ['America/New_York', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z', 25],
    ] as const
  ).map(
    ([zone, from, to, hours]): Row => [
      18,
      `round the clock in ${zone} the local day from ${from.slice(0, 10)} on has ${hours} hours`,
      passedBetween(alwaysOpen(zone), from, to),
      hours * 60,
    ],
  ),
  [
    18,
    'round the clock it counts elapsed time over the overlap',
    dueAfter(alwaysOpen('Europe/Berlin'), '2026-10-24T21:00:00Z', 300),
    '2026-10-25T02:00Z',
  ],
];

export const workingTimeVectors: readonly Vector[] = rows.map(([number, says, given, told]) => ({
  number,
  says,
  given,
  clocks: { resolution: typeof told === 'string' ? { due: told } : { used: told } },
}));
