import { calendarVersion, firstCalendarId, tenantStore } from '@keyline/store';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, type ProblemBody } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

function ask(method: string, path: string, body?: object, asked: object = {}) {
  const at = { now: '2026-03-02T01:30:00Z' };
  return company.admin.request<Json & ProblemBody>(method, `/v1/calendars${path}`, {
    ...at,
    ...asked,
    ...(body && { body }),
  });
}

const hours = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];
const shift = {
  name: '客服中心',
  timeZone: 'Asia/Shanghai',
  week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
};

/** The codes of what is wrong, each at its place. */
function faults({ errors = [] }: ProblemBody) {
  return errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

async function newCalendar(part: object = {}): Promise<Json> {
  const { status, body } = await ask('POST', '', { ...shift, ...part });
  expect(status).toBe(201);
  return body;
}

async function due(id: string, from: string, minutes: number): Promise<Json> {
  const asked = new URLSearchParams({ from, minutes: String(minutes) });
  return (await ask('GET', `/${id}/due?${asked}`)).body;
}

test('a tenant begins with a calendar of 480 minutes a day that knows the Chinese years', async () => {
  const { body } = await ask('GET', `/${firstCalendarId(company.tenantId)}`);
  expect(body).toMatchObject({ version: 1, knownYears: [2024, 2025, 2026], firstUnknownYear: 2027 });
  expect(await due(body.id, '2026-02-27T17:30:00+08:00', 600)).toEqual({
    dueAt: '2026-03-02T02:30:00.000Z',
    assumed: false,
  });
  expect((await due(body.id, '2026-12-31T17:30:00+08:00', 60)).assumed).toBe(true);
});

test('a calendar is made, changed weekday by weekday, and every version stays', async () => {
  const { id } = await newCalendar();
  const changed = await ask('PATCH', `/${id}`, { week: { sat: [['09:00', '12:00']], fri: null } });
  expect(changed.body).toMatchObject({ version: 2, week: { mon: hours, sat: [['09:00', '12:00']] } });
  expect(changed.body.week).not.toHaveProperty('fri');
  const store = tenantStore(company.database.config, company.tenantId, company.admin.id);
  const { one, two } = await store.read({ one: calendarVersion(id, 1), two: calendarVersion(id, 2) });
  expect(one?.calendar.definition.week).toHaveProperty('fri');
  expect(two?.calendar.definition.week).toEqual(changed.body.week);
  const [, event] = await eventsOf(company, id);
  expect(event).toMatchObject({
    type: 'calendar.changed',
    version: 2,
    data: { changes: { week: [shift.week, changed.body.week] } },
  });
});

describe('a calendar that does not fit is refused at its place', () => {
  test.each<[string, object, string]>([
    ['an unknown zone', { timeZone: 'Asia/Xian' }, '/timeZone time_zone'],
    [
      'hours that overlap',
      {
        week: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      },
      '/week/mon/1 interval_overlap',
    ],
    ['no working time at all', { week: {} }, ' no_working_time'],
    [
      'a date twice',
      {
        exceptions: [
          { date: '2026-05-01', working: false },
          { date: '2026-05-01', working: true },
        ],
      },
      '/exceptions/1/date date_repeated',
    ],
  ])('%s', async (_, part, expected) => {
    const { status, body } = await ask('POST', '', { ...shift, ...part });
    expect([status, body.code, faults(body)]).toEqual([400, 'request.invalid', [expected]]);
  });

  test('and a change that would leave none changes nothing', async () => {
    const { id } = await newCalendar();
    const week = { mon: null, tue: null, wed: null, thu: null, fri: null };
    expect((await ask('PATCH', `/${id}`, { week })).status).toBe(400);
    expect((await ask('GET', `/${id}`)).body.version).toBe(1);
  });
});

describe('the holidays of a year', () => {
  const csv =
    'date,working,intervals,name\r\n2026-05-01,false,,"劳动节, 第一天"\r\n2026-05-09,true,09:00-12:00,\r\n2027-01-01,false,,\r\n';

  test('are previewed without a trace, then loaded from CSV and known', async () => {
    const { id } = await newCalendar();
    const sent = { year: 2026, format: 'csv', text: csv };
    const preview = await ask('POST', `/${id}/year-preview`, sent);
    expect(preview).toMatchObject({ status: 200, trips: 1 });
    expect(preview.body).toMatchObject({ workingDays: { before: 261, after: 261 }, leftOut: 1, removed: [] });
    expect((await ask('GET', `/${id}`)).body).toMatchObject({ version: 1, knownYears: null });
    const loaded = await ask('POST', `/${id}/actions/load-year`, sent);
    expect(loaded.body).toMatchObject({
      version: 2,
      knownYears: [2026],
      firstUnknownYear: 2027,
      exceptions: [
        { date: '2026-05-01', working: false, name: '劳动节, 第一天' },
        { date: '2026-05-09', working: true, intervals: [['09:00', '12:00']] },
      ],
    });
  });

  test('are loaded from iCalendar: the end of an event is not part of it, 班 is worked', async () => {
    const { id } = await newCalendar();
    const text = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20260501',
      'DTEND;VALUE=DATE:20260506',
      'SUMMARY:劳动节',
      ' （休）',
      'BEGIN:VALARM',
      'SUMMARY:Alarm',
      'END:VALARM',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20260509',
      'SUMMARY:劳动节（班）',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'DTSTART;TZID=Asia/Shanghai:20260510T090000',
      'SUMMARY:a meeting',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const { body } = await ask('POST', `/${id}/actions/load-year`, { year: 2026, format: 'ics', text });
    const days = body.exceptions as { date: string; working: boolean; name: string }[];
    expect(days.map(({ date, working }) => [date.slice(5), working])).toEqual([
      ['05-01', false],
      ['05-02', false],
      ['05-03', false],
      ['05-04', false],
      ['05-05', false],
      ['05-09', true],
    ]);
    expect(days[0]?.name).toBe('劳动节（休）');
  });

  test('take the place of what was there for the year, and of no other', async () => {
    const exceptions = [
      { date: '2025-10-01', working: false },
      { date: '2026-06-01', working: false },
    ];
    const { id } = await newCalendar({ exceptions });
    await ask('POST', `/${id}/actions/load-year`, { year: 2026, format: 'china' });
    const { body } = await ask('GET', `/${id}`);
    const dates = (body.exceptions as { date: string }[]).map(({ date }) => date);
    expect(dates).toContain('2025-10-01');
    expect(dates).not.toContain('2026-06-01');
    expect(dates).toHaveLength(1 + 39);
  });

  test.each<[string, object, string, string]>([
    [
      'a wrong date',
      { format: 'csv', text: 'date,working\n2026-02-30,false' },
      '/text date',
      '第 2 行：日期无效。',
    ],
    [
      'a file without columns',
      { format: 'csv', text: '2026-05-01,false' },
      '/text header',
      '首行必须包含 date 和 working 两列。',
    ],
    [
      'a date twice',
      { format: 'csv', text: 'date,working\n2026-05-01,false\n2026-05-01,true' },
      '/text repeated',
      '第 3 行：日期重复。',
    ],
    [
      'hours backward',
      { format: 'csv', text: 'date,working,intervals\n2026-05-01,true,18:00-09:00' },
      '/text intervals',
      '第 2 行',
    ],
    [
      'an event that repeats',
      { format: 'ics', text: 'BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY\nEND:VEVENT' },
      '/text recurring',
      '第 1 行',
    ],
    ['a year that is not there', { format: 'china', year: 2031 }, '/text empty', '未找到'],
    ['no file', { format: 'csv' }, '/text required', '此项必填。'],
  ])('that cannot be read tell of %s', async (_, part, place, words) => {
    const { id } = await newCalendar();
    const asked = { headers: { 'Accept-Language': 'zh-CN' } };
    const { status, body } = await ask('POST', `/${id}/actions/load-year`, { year: 2026, ...part }, asked);
    expect([status, faults(body)]).toEqual([400, [place]]);
    expect(body.errors?.[0]?.detail).toContain(words);
  });
});

test('the default and the first calendar stay; another one goes, and its name is free again', async () => {
  const { id } = await newCalendar();
  await company.admin.request('PATCH', '/v1/settings', { body: { calendarId: id } });
  expect((await ask('DELETE', `/${id}`)).body).toMatchObject({ code: 'calendar.in_use' });
  expect((await ask('DELETE', `/${firstCalendarId(company.tenantId)}`)).status).toBe(409);
  await company.admin.request('PATCH', '/v1/settings', { body: { calendarId: null } });
  expect((await ask('DELETE', `/${id}`)).status).toBe(204);
  expect((await ask('GET', `/${id}`)).status).toBe(404);
  await newCalendar();
});

test('settings may not name a calendar that is removed at the same moment', async () => {
  const { id } = await newCalendar();
  const [removed, chosen] = await Promise.all([
    ask('DELETE', `/${id}`),
    company.admin.request('PATCH', '/v1/settings', { body: { calendarId: id } }),
  ]);
  expect([removed.status === 204, chosen.status === 200].filter(Boolean)).toHaveLength(1);
});
