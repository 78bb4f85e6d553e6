import { describe, expect, test } from 'vitest';
import { weekdayCalendar } from '../testing/calendars.ts';
import { clocksOf, type Story, told } from '../testing/story.ts';

const eight = weekdayCalendar('08:00', '18:00');
const monday = (time: string) => `2026-03-02T${time}Z`;
const sixty = { first_response: 60, resolution: 180 };

/** A ticket of Monday half past nine, and what happened next. */
function ticket(events: Story['events'] = [], targets: Story['targets'] = sixty): Story {
  return { calendar: eight, targets, events: [['created', monday('09:30')], ...events] };
}

describe('first response and resolution', () => {
  test('a clock that is not answered in time is breached while it runs, since the instant it was due', () => {
    const [clock] = clocksOf(ticket(), monday('11:00'));
    const due = Date.parse(monday('10:30'));
    expect(clock).toMatchObject({ state: 'breached', dueAt: due, breachedAt: due, remainingSeconds: -1800 });
    expect(told(ticket(), monday('10:30')).first_response).toMatchObject({ state: 'running', remaining: 0 });
  });

  test('a target of nothing is a target: due at once, met by an answer in the same second', () => {
    const none = { first_response: 0 };
    expect(told(ticket([], none), monday('09:30')).first_response?.due).toBe(monday('09:30'));
    const answered = ticket([['staff_reply', monday('09:30')]], none);
    expect(told(answered, monday('12:00')).first_response).toMatchObject({ state: 'met', used: 0 });
    expect(told(ticket([], none), monday('09:31')).first_response?.state).toBe('breached');
  });
});

describe('next response', () => {
  const targets = { first_response: 60, next_response: 120 };
  const talk: Story['events'] = [
    ['created', '2026-03-02T08:00Z'],
    ['staff_reply', '2026-03-02T08:10Z'],
    ['customer_message', '2026-03-02T09:30Z'],
    ['staff_reply', '2026-03-02T11:00Z'],
    ['customer_message', '2026-03-02T12:05Z'],
    ['customer_message', '2026-03-02T12:30Z'],
  ];
  const story = { calendar: eight, targets, events: talk };

  test('tells the exchange that took longest', () => {
    const at = (time: string) =>
      clocksOf(story, monday(time)).find(({ metric }) => metric === 'next_response');
    expect(at('12:10')).toMatchObject({
      cycle: 2,
      worst: { cycle: 1, usedSeconds: 5400, remainingSeconds: 1800 },
    });
    expect(at('15:00')).toMatchObject({ cycle: 2, worst: { cycle: 2, usedSeconds: 10_500 } });
  });

  test('a resolution answers the customer; what he writes afterwards is an exchange of its own when the ticket reopens', () => {
    const more: Story['events'] = [
      ...talk,
      ['resolved', monday('13:00')],
      ['customer_message', monday('15:00')],
    ];
    const resolved = { ...story, events: more };
    expect(told(resolved, monday('14:00')).next_response).toMatchObject({ state: 'met', used: 55 });
    expect(told(resolved, monday('16:00')).next_response).toMatchObject({ state: 'met', used: 0, due: null });
    const reopened: Story = { ...story, events: [...more, ['reopened', monday('16:00')]] };
    expect(told(reopened, monday('16:30')).next_response).toMatchObject({
      state: 'running',
      used: 30,
      due: '2026-03-02T18:00Z',
    });
  });
});

test('waiting for a partner stops none of the clocks of the customer, and runs one of its own each time', () => {
  const story = ticket(
    [
      ['waiting_partner', monday('10:00')],
      ['resumed', monday('10:20')],
      ['waiting_partner', monday('11:00')],
    ],
    { resolution: 180, ola: 30 },
  );
  expect(told(story, monday('10:30'))).toMatchObject({
    resolution: { used: 60 },
    ola: { state: 'met', used: 20 },
  });
  expect(told(story, monday('11:10')).ola).toMatchObject({
    state: 'running',
    used: 10,
    due: monday('11:30'),
  });
  const paused: Story = { ...story, events: [...story.events, ['paused', monday('11:15')]] };
  expect(told(paused, monday('12:00'))).toMatchObject({
    resolution: { state: 'paused' },
    ola: { state: 'met', used: 15 },
  });
});

test('clocks at an instant know nothing of what comes later', () => {
  const story = ticket([['staff_reply', monday('10:00')]]);
  expect(told(story, monday('09:45')).first_response?.state).toBe('running');
  expect(told(story, '2026-03-02T09:00Z')).toEqual({});
});
