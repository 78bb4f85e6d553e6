import { describe, expect, test } from 'vitest';
import { compileCalendar } from '../compile.ts';
import { weekdayCalendar, weekOf } from '../testing/calendars.ts';
import { clocksOf, type Story, told } from '../testing/story.ts';

const eight = weekdayCalendar('08:00', '18:00');
const ten = weekdayCalendar('10:00', '18:00');
const monday = (time: string) => `2026-03-02T${time}Z`;
const sixty = { first_response: 60, resolution: 180 };

/** A ticket of Monday half past nine, and what happened next. */
function ticket(events: Story['events'] = [], targets: Story['targets'] = sixty): Story {
  return { calendar: eight, targets, events: [['created', monday('09:30')], ...events] };
}

describe('first response and resolution', () => {
  test('are due when their working time has passed since creation', () => {
    expect(told(ticket(), monday('09:30'))).toEqual({
      first_response: { state: 'running', used: 0, remaining: 60, due: monday('10:30') },
      resolution: { state: 'running', used: 0, remaining: 180, due: monday('12:30') },
    });
  });

  test('the first reply of staff ends the first response and leaves the resolution alone', () => {
    const clocks = told(ticket([['staff_reply', monday('10:00')]]), monday('11:00'));
    expect(clocks.first_response).toEqual({ state: 'met', used: 30, remaining: 30, due: null });
    expect(clocks.resolution).toEqual({ state: 'running', used: 90, remaining: 90, due: monday('12:30') });
  });

  test('a late reply is a breach by as much as it is late, a second reply changes nothing', () => {
    const story = ticket([
      ['staff_reply', monday('14:00')],
      ['staff_reply', monday('15:00')],
    ]);
    expect(told(story, monday('16:00')).first_response).toMatchObject({ state: 'breached', remaining: -210 });
  });

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

  test.each([
    ['before opening', '2026-03-05T08:00Z', '2026-03-05T11:00Z', '2026-03-05T14:00Z'],
    ['on Friday evening', '2026-03-06T19:00Z', '2026-03-09T11:00Z', '2026-03-09T14:00Z'],
    ['at the weekend', '2026-03-07T12:00Z', '2026-03-09T11:00Z', '2026-03-09T14:00Z'],
  ])('a ticket that comes %s is due from the next opening', (_, at, first, last) => {
    const targets = { first_response: 60, resolution: 240 };
    const clocks = told({ calendar: ten, targets, events: [['created', at]] }, at);
    expect([clocks.first_response?.due, clocks.resolution?.due]).toEqual([first, last]);
  });

  test('a holiday on the day of creation moves both', () => {
    const exceptions = [{ date: '2026-03-04', working: false }];
    const calendar = compileCalendar({ timeZone: 'Etc/GMT-1', week: weekOf(['08:00', '20:00']), exceptions });
    const events: Story['events'] = [['created', '2026-03-04T10:00Z']];
    const clocks = told(
      { calendar, targets: { first_response: 120, resolution: 1200 }, events },
      '2026-03-04T10:00Z',
    );
    expect(clocks.first_response?.due).toBe('2026-03-05T09:00Z');
    expect(clocks.resolution?.due).toBe('2026-03-06T15:00Z');
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

  test('runs from the oldest unanswered message to the answer, each exchange anew', () => {
    expect(told(story, monday('12:00')).next_response).toMatchObject({
      state: 'met',
      used: 90,
      remaining: 30,
    });
    expect(told(story, monday('12:10')).next_response).toMatchObject({
      state: 'running',
      due: monday('14:05'),
    });
    expect(told(story, monday('13:00')).next_response).toMatchObject({
      state: 'running',
      due: monday('14:05'),
    });
  });

  test('tells the exchange that took longest', () => {
    const at = (time: string) =>
      clocksOf(story, monday(time)).find(({ metric }) => metric === 'next_response');
    expect(at('12:10')).toMatchObject({
      cycle: 2,
      worst: { cycle: 1, usedSeconds: 5400, remainingSeconds: 1800 },
    });
    expect(at('15:00')).toMatchObject({ cycle: 2, worst: { cycle: 2, usedSeconds: 10_500 } });
  });

  test('does not begin with the ticket, whoever opened it', () => {
    const opened = told(
      { calendar: eight, targets, events: [['created', monday('09:00')]] },
      monday('09:30'),
    );
    expect(Object.keys(opened)).toEqual(['first_response']);
    expect(opened.first_response?.used).toBe(30);
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

describe('the end of a ticket stops every clock', () => {
  test.each([
    ['in time', '11:30', { state: 'met', used: 120, remaining: 60, due: null }],
    ['late', '13:00', { state: 'breached', used: 210, remaining: -30, due: null }],
  ])('closed %s without being resolved counts as resolved', (_, time, resolution) => {
    const clocks = told(ticket([['closed', monday(time)]]), monday('17:00'));
    expect(clocks.resolution).toEqual(resolution);
    expect(Object.values(clocks).map((clock) => clock?.due)).toEqual([null, null]);
  });

  test('closing a resolved ticket leaves the time of its resolution', () => {
    const resolved = ticket([['resolved', monday('10:30')]]);
    const closed = ticket([
      ['resolved', monday('10:30')],
      ['closed', '2026-03-05T10:00Z'],
    ]);
    expect(clocksOf(closed, '2026-03-06T10:00Z')).toEqual(clocksOf(resolved, '2026-03-04T10:00Z'));
  });

  test('a late resolution is a breach, whether or not somebody looked before', () => {
    const late = told(ticket([['resolved', monday('12:30:01')]]), monday('12:31'));
    expect(late.resolution?.state).toBe('breached');
    expect(told(ticket([['resolved', monday('12:30:00')]]), monday('12:31')).resolution?.state).toBe('met');
  });

  test('a ticket that is told twice, or merged after it was resolved, has its clocks once', () => {
    const events: Story['events'] = [
      ['staff_reply', monday('10:00')],
      ['resolved', monday('11:30')],
    ];
    const twice = ticket([['created', monday('10:00')], ...events, ...events, ['closed', monday('12:00')]]);
    expect(clocksOf(twice, monday('17:00'))).toEqual(clocksOf(ticket(events), monday('17:00')));
  });

  test('reopening goes on with what was used; time while resolved is a pause', () => {
    const story = ticket(
      [
        ['paused', '2026-03-02T09:30Z'],
        ['resumed', '2026-03-02T09:45Z'],
        ['resolved', '2026-03-02T10:00Z'],
        ['reopened', '2026-03-02T10:30Z'],
      ],
      { resolution: 120 },
    );
    const early: Story = { ...story, events: [['created', monday('09:00')], ...story.events.slice(1)] };
    expect(told(early, monday('11:00')).resolution).toEqual({
      state: 'running',
      used: 75,
      remaining: 45,
      due: monday('11:45'),
    });
  });
});

describe('a pause', () => {
  test('leaves a ticket that was created paused without any time used', () => {
    const story = ticket([
      ['paused', monday('09:30')],
      ['closed', monday('17:00')],
    ]);
    expect(told(story, monday('17:30')).resolution).toEqual({
      state: 'met',
      used: 0,
      remaining: 180,
      due: null,
    });
  });

  test('adds up what ran in two spells', () => {
    const story = ticket([
      ['paused', monday('10:00')],
      ['resumed', monday('12:00')],
      ['closed', monday('12:30')],
    ]);
    expect(told(story, monday('17:00')).resolution?.used).toBe(60);
  });

  test('has no due time, and does not fail a clock however long it is', () => {
    const paused = told(ticket([['paused', monday('10:00')]]), '2026-04-30T12:00Z');
    expect(paused).toEqual({
      first_response: { state: 'paused', used: 30, remaining: 30, due: null },
      resolution: { state: 'paused', used: 30, remaining: 150, due: null },
    });
  });

  test('moves a due time to closing time of the same day in the calendar of another zone', () => {
    const calendar = weekdayCalendar('09:00', '18:00', 'Etc/GMT-2');
    const events: Story['events'] = [
      ['created', monday('09:00')],
      ['paused', monday('10:00')],
      ['resumed', monday('15:00')],
    ];
    const story = { calendar, targets: { resolution: 120 }, events };
    expect(told(story, monday('12:00')).resolution).toMatchObject({ state: 'paused', used: 60, due: null });
    expect(told(story, monday('15:00')).resolution?.due).toBe(monday('16:00'));
  });

  test.each([
    ['3600 seconds', '2026-03-05T16:00:00Z', '2026-03-05T18:00Z'],
    ['one second more', '2026-03-05T16:00:01Z', '2026-03-06T10:00:01Z'],
  ])('of %s moves it to closing time, or just past the next opening', (_, until, due) => {
    const events: Story['events'] = [
      ['created', '2026-03-05T15:00:00Z'],
      ['paused', '2026-03-05T15:00:00Z'],
      ['resumed', until],
    ];
    const story = { calendar: ten, targets: { resolution: 120 }, events };
    expect(told(story, '2026-03-05T17:00Z').resolution?.due).toBe(due);
  });
});

test('targets that are gone have no clocks, and come back from the first beginning', () => {
  expect(told(ticket([], {}), monday('10:00'))).toEqual({});
  expect(told(ticket([]), monday('10:00')).resolution?.due).toBe(monday('12:30'));
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
