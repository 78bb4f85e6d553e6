import { weekdaysOf } from '../calendars.ts';
import { instant, type Simulated, story, type Vector } from './given.ts';

/** Vectors 1 to 8, 10, 12 and 14 of sla.md: what clocks make of what happens to a ticket. */
const day = '2026-03-02';
const a = weekdaysOf('UTC', ['08:00', '18:00']);
const b = weekdaysOf('UTC', ['10:00', '18:00']);
const both = { first_response: 60, resolution: 180 };

/** A ticket of Monday half past nine, unless told otherwise, and what happened next. */
function ticket(at: string, ...lines: string[]): Simulated {
  return { calendar: a, targets: both, events: story(day, 'created 09:30', ...lines), at: instant(day, at) };
}

function only(targets: Simulated['targets'], at: string, ...lines: string[]): Simulated {
  return { calendar: a, targets, events: story(day, ...lines), at: instant(day, at) };
}

const on = (time: string) => `${day}T${time}Z`;
const talk = [
  'customer_message 09:30',
  'staff_reply 11:00',
  'customer_message 12:05',
  'customer_message 12:30',
];
const paused = ['created 2026-03-05T15:00:00Z', 'paused 2026-03-05T15:00:00Z'];

function pausedUntil(at: string): Simulated {
  const events = story(day, ...paused, `resumed ${at}`);
  return { calendar: b, targets: { resolution: 120 }, events, at };
}

const local = weekdaysOf('Etc/GMT-2', ['09:00', '18:00']);
const abroad = (at: string): Simulated => ({
  ...only({ resolution: 120 }, at, 'created 09:00', 'paused 10:00', 'resumed 15:00'),
  calendar: local,
});

export const clockVectors: readonly Vector[] = [
  {
    number: 1,
    says: 'both are due when their working time has passed since creation',
    given: ticket('09:30'),
    clocks: {
      first_response: { state: 'running', used: 0, remaining: 60, due: on('10:30') },
      resolution: { state: 'running', used: 0, remaining: 180, due: on('12:30') },
    },
  },
  {
    number: 2,
    says: 'the first reply of staff ends the first response and leaves the resolution alone',
    given: ticket('11:00', 'staff_reply 10:00'),
    clocks: {
      first_response: { state: 'met', used: 30, remaining: 30, due: null },
      resolution: { state: 'running', used: 90, remaining: 90, due: on('12:30') },
    },
  },
  {
    number: 2,
    says: 'a late reply is a breach by as much as it is late, a second reply changes nothing',
    given: ticket('16:00', 'staff_reply 14:00', 'staff_reply 15:00'),
    clocks: {
      first_response: { state: 'breached', used: 270, remaining: -210, due: null },
      resolution: { state: 'breached' },
    },
  },
  {
    number: 3,
    says: 'the next response runs from the message to the answer',
    given: only({ next_response: 120 }, '12:00', 'created 08:00', ...talk),
    clocks: { next_response: { state: 'met', used: 90, remaining: 30, due: null } },
  },
  {
    number: 3,
    says: 'the next message begins a cycle of its own',
    given: only({ next_response: 120 }, '12:10', 'created 08:00', ...talk),
    clocks: { next_response: { state: 'running', used: 5, due: on('14:05') } },
  },
  {
    number: 3,
    says: 'another message leaves it where it is',
    given: only({ next_response: 120 }, '13:00', 'created 08:00', ...talk),
    clocks: { next_response: { state: 'running', used: 55, due: on('14:05') } },
  },
  {
    number: 4,
    says: 'closed in time without being resolved counts as resolved, and nothing is due any more',
    given: ticket('17:00', 'closed 11:30'),
    clocks: {
      first_response: { state: 'breached', used: 120, due: null },
      resolution: { state: 'met', used: 120, remaining: 60, due: null },
    },
  },
  {
    number: 4,
    says: 'closed late without being resolved is a breach, and nothing is due any more',
    given: ticket('17:00', 'closed 13:00'),
    clocks: {
      first_response: { state: 'breached', due: null },
      resolution: { state: 'breached', used: 210, remaining: -30, due: null },
    },
  },
  // A priority selects the policy, and a policy is nothing but targets: to leave every policy is to have none, and
  // whoever simulates asks once with each. Its origin is in the events, which stay.
  {
    number: 5,
    says: 'a priority that no policy has leaves no clocks',
    given: { ...ticket('10:00'), targets: {} },
    clocks: {},
  },
  {
    number: 5,
    says: 'when its policy comes back they are due from the first beginning',
    given: ticket('10:15'),
    clocks: {
      first_response: { state: 'running', used: 45, due: on('10:30') },
      resolution: { state: 'running', used: 45, due: on('12:30') },
    },
  },
  {
    number: 6,
    says: 'a pause and the time while it was resolved do not count',
    given: only(
      { resolution: 120 },
      '11:00',
      ...['created 09:00', 'paused 09:30', 'resumed 09:45', 'resolved 10:00', 'reopened 10:30'],
    ),
    clocks: { resolution: { state: 'running', used: 75, remaining: 45, due: on('11:45') } },
  },
  {
    number: 7,
    says: 'created paused and closed without running it has used nothing',
    given: ticket('17:30', 'paused 09:30', 'closed 17:00'),
    clocks: {
      first_response: { state: 'met', used: 0, due: null },
      resolution: { state: 'met', used: 0, remaining: 180, due: null },
    },
  },
  {
    number: 7,
    says: 'two spells of half an hour add up',
    given: only(
      { resolution: 180 },
      '17:00',
      ...['created 09:30', 'paused 10:00', 'resumed 12:00', 'closed 12:30'],
    ),
    clocks: { resolution: { state: 'met', used: 60, due: null } },
  },
  {
    number: 8,
    says: 'while it is paused in another zone it has used an hour and is not due',
    given: abroad('12:00'),
    clocks: { resolution: { state: 'paused', used: 60, due: null } },
  },
  {
    number: 8,
    says: 'the rest runs until closing time of the same local day',
    given: abroad('15:00'),
    clocks: { resolution: { state: 'running', used: 60, due: on('16:00') } },
  },
  {
    number: 10,
    says: 'a ticket that staff opened begins no next response, and its first response runs',
    given: only({ first_response: 60, next_response: 120 }, '09:30', 'created 09:00 staff'),
    clocks: { first_response: { state: 'running', used: 30, due: on('10:00') } },
  },
  {
    number: 12,
    says: 'a pause of an hour of working time makes it due exactly at closing time',
    given: pausedUntil('2026-03-05T16:00:00Z'),
    clocks: { resolution: { state: 'running', used: 0, due: '2026-03-05T18:00Z' } },
  },
  {
    number: 12,
    says: 'one second more makes it due a second after the next opening',
    given: pausedUntil('2026-03-05T16:00:01Z'),
    clocks: { resolution: { state: 'running', used: 0, due: '2026-03-06T10:00:01Z' } },
  },
  {
    number: 14,
    says: 'closing a resolved ticket leaves the time of its resolution',
    given: only({ resolution: 180 }, '2026-03-06T10:00:00Z', ...['created 09:30', 'resolved 10:30']),
    clocks: { resolution: { state: 'met', used: 60, remaining: 120, due: null } },
  },
  {
    number: 14,
    says: 'the same when it was closed three days later',
    given: only(
      { resolution: 180 },
      '2026-03-06T10:00:00Z',
      ...['created 09:30', 'resolved 10:30', 'closed 2026-03-05T10:00:00Z'],
    ),
    clocks: { resolution: { state: 'met', used: 60, remaining: 120, due: null } },
  },
];
