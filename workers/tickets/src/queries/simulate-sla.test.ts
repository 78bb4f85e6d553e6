import { beforeAll, describe, expect, test } from 'vitest';
import { givenSimulating } from '../testing/simulating.ts';

interface ClockBody {
  readonly metric: string;
  readonly state: string;
  readonly usedSeconds: number;
  readonly dueAt: string | null;
  readonly segments: readonly { readonly countedSeconds: number; readonly reason: string }[];
  readonly alerts: readonly { readonly id: string; readonly at: string }[];
}
interface Answered {
  readonly clocks: readonly ClockBody[];
  readonly code?: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

let ask: (
  body: object,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: Answered; trips: number | undefined }>;
beforeAll(async () => {
  const simulate = await givenSimulating();
  ask = (body, headers) => simulate<Answered>(body, headers);
});

const hours = [['08:00', '18:00']];
const calendar = { timeZone: 'UTC', week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } };
const simulation = {
  calendar,
  targets: { first_response: 60, resolution: 180 },
  events: [{ type: 'created', at: '2026-03-02T09:30:00Z', by: 'customer' }],
  at: '2026-03-02T09:30:00Z',
};

test('first response and resolution of a ticket are due in its working time, in one round trip', async () => {
  const { status, body, trips } = await ask(simulation);
  expect([status, trips]).toEqual([200, 1]);
  expect(body.clocks).toMatchObject([
    { metric: 'first_response', cycle: 1, state: 'running', dueAt: '2026-03-02T10:30:00.000Z' },
    {
      metric: 'resolution',
      targetSeconds: 10_800,
      remainingSeconds: 10_800,
      dueAt: '2026-03-02T12:30:00.000Z',
    },
  ]);
  expect(body.clocks[1]?.alerts.map(({ id, at }) => [id, at.slice(11, 16)])).toEqual([
    ['resolution.1.50', '11:00'],
    ['resolution.1.80', '11:54'],
    ['resolution.1.100', '12:30'],
    ['resolution.1.150', '14:00'],
    ['resolution.1.200', '15:30'],
  ]);
});

test('a clock explains every piece of its time', async () => {
  const china = [
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ];
  const { body } = await ask({
    calendar: {
      timeZone: 'Asia/Shanghai',
      week: { mon: china, tue: china, wed: china, thu: china, fri: china },
      exceptions: [
        { date: '2026-02-14', working: true },
        ...[16, 17, 18, 19, 20, 23].map((day) => ({ date: `2026-02-${day}`, working: false })),
      ],
    },
    targets: { resolution: 60 },
    events: [{ type: 'created', at: '2026-02-14T17:30:00+08:00' }],
    at: '2026-02-24T09:30:00+08:00',
  });
  expect(body.clocks[0]).toMatchObject({ dueAt: '2026-02-24T01:30:00.000Z', usedSeconds: 3600 });
  expect(body.clocks[0]?.segments.map(({ countedSeconds, reason }) => [reason, countedSeconds])).toEqual([
    ['make_up_day', 1800],
    ['closed_hours', 0],
    ['weekend', 0],
    ['holiday', 0],
    ['weekend', 0],
    ['holiday', 0],
    ['closed_hours', 0],
    ['working', 1800],
  ]);
});

describe('what cannot be simulated is refused at its place', () => {
  const created = simulation.events[0];
  test.each<[string, object, string[]]>([
    [
      'an unknown zone',
      { calendar: { ...calendar, timeZone: 'Asia/Xian' } },
      ['/calendar/timeZone time_zone'],
    ],
    [
      'a backward interval',
      { calendar: { ...calendar, week: { mon: [['18:00', '08:00']] } } },
      ['/calendar/week/mon/0 interval_backward'],
    ],
    ['a calendar that never opens', { calendar: { ...calendar, week: {} } }, ['/calendar no_working_time']],
    [
      'a ticket that nobody made',
      { events: [{ type: 'resolved', at: simulation.at }] },
      ['/events created_missing'],
    ],
    [
      'what happened before the ticket',
      { events: [created, { type: 'paused', at: '2026-03-01T00:00:00Z' }] },
      ['/events/1/at before_created'],
    ],
    ['a look far ahead', { at: '2029-01-01T00:00:00Z' }, ['/at too_long']],
    [
      'another age',
      { events: [{ type: 'created', at: '1066-10-14T00:00:00Z' }] },
      ['/events/0/at year', '/at too_long'],
    ],
    [
      'an event that does not exist',
      { events: [{ type: 'exploded', at: simulation.at }] },
      ['/events/0/type choice'],
    ],
    ['part of a minute', { targets: { resolution: 0.5 } }, ['/targets/resolution integer']],
    [
      'more than a thousand events',
      { events: Array.from({ length: 1001 }, () => created) },
      ['/events too_many'],
    ],
  ])('%s', async (_, part, expected) => {
    const { status, body } = await ask({ ...simulation, ...part });
    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(body.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });

  test('in the language of the caller', async () => {
    const { body } = await ask({ ...simulation, at: '2029-01-01T00:00:00Z' }, { 'Accept-Language': 'zh-CN' });
    expect(body.errors?.[0]?.detail).toBe('与工单创建时间相距不得超过 732 天。');
  });
});

test('a target that the calendar never reaches is never due, and costs no time to say so', async () => {
  const week = { mon: [['09:00', '09:01']] };
  const { body } = await ask({
    ...simulation,
    calendar: { timeZone: 'Europe/Berlin', week },
    targets: { resolution: 1_000_000 },
  });
  expect(body.clocks[0]).toMatchObject({ state: 'running', dueAt: null });
});
