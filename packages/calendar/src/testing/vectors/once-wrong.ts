import { chineseOfficeCalendar } from '../../standard.ts';
import { weekdaysOf } from '../calendars.ts';
import { dueAfter, instant, type Simulated, story, type Vector } from './given.ts';

/** Number 21 of sla.md: what was once wrong elsewhere. */
const day = '2026-03-02';
const a = weekdaysOf('UTC', ['08:00', '18:00']);
const b = weekdaysOf('UTC', ['10:00', '18:00']);
const both = { first_response: 60, resolution: 180 };

function ticket(at: string, ...lines: string[]): Simulated {
  return { calendar: a, targets: both, events: story(day, 'created 09:30', ...lines), at: instant(day, at) };
}

const answered = ['staff_reply 10:00', 'resolved 11:30'];
const done = {
  first_response: { state: 'met', used: 30, remaining: 30, due: null },
  resolution: { state: 'met', used: 120, remaining: 60, due: null },
} as const;

export const onceWrongVectors: readonly Vector[] = [
  {
    number: 21,
    says: 'a late resolve is a breach, whether or not somebody looked before',
    given: ticket('12:31', 'staff_reply 10:00', 'resolved 12:30:01'),
    clocks: { first_response: { state: 'met' }, resolution: { state: 'breached', remaining: -1 / 60 } },
  },
  {
    number: 21,
    says: 'a resolve at the instant at which it is due is in time',
    given: ticket('12:31', 'staff_reply 10:00', 'resolved 12:30'),
    clocks: { first_response: { state: 'met' }, resolution: { state: 'met', remaining: 0 } },
  },
  {
    number: 21,
    says: 'skipping a holiday keeps no time of day',
    given: dueAfter(chineseOfficeCalendar(), '2026-09-30T17:59:00+08:00', 2),
    clocks: { resolution: { due: '2026-10-08T01:01Z' } },
  },
  {
    number: 21,
    says: 'a look during a long pause fails no clock',
    given: ticket('2026-04-30T12:00:00Z', 'paused 10:00'),
    clocks: {
      first_response: { state: 'paused', used: 30, remaining: 30, due: null },
      resolution: { state: 'paused', used: 30, remaining: 150, due: null },
    },
  },
  {
    number: 21,
    says: 'a ticket that is told twice has its clocks once',
    given: ticket('17:00', 'created 10:00', ...answered, ...answered),
    clocks: done,
  },
  {
    number: 21,
    says: 'a ticket that was merged after it was resolved has its clocks once',
    given: ticket('17:00', ...answered, 'closed 12:00'),
    clocks: done,
  },
  {
    number: 21,
    says: 'a warning that falls on closing time waits for the next opening, escalations do not',
    given: dueAfter(b, '2026-03-05T16:00:00Z', 240),
    clocks: { resolution: { due: '2026-03-06T12:00Z' } },
    alerts: {
      'resolution.1.50': '2026-03-06T10:00Z',
      'resolution.1.80': '2026-03-06T11:12Z',
      'resolution.1.100': '2026-03-06T12:00Z',
      'resolution.1.150': '2026-03-06T14:00Z',
      'resolution.1.200': '2026-03-06T16:00Z',
    },
  },
  {
    number: 21,
    says: 'a breach at closing time is told at once',
    given: dueAfter(b, '2026-03-05T16:00:00Z', 120),
    clocks: { resolution: { due: '2026-03-05T18:00Z' } },
    alerts: {
      'resolution.1.50': '2026-03-05T17:00Z',
      'resolution.1.80': '2026-03-05T17:36Z',
      'resolution.1.100': '2026-03-05T18:00Z',
      'resolution.1.150': '2026-03-06T11:00Z',
      'resolution.1.200': '2026-03-06T12:00Z',
    },
  },
];
