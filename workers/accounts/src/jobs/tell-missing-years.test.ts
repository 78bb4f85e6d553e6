import { firstCalendarId } from '@keyline/store';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { hold } from '../testing/process-people.ts';
import { eventsOf, type Json } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
  await hold(company, company.admin.id, 'administrator');
});

const tick = (at: string) => company.worker.scheduled(Date.parse(at));
const first = () => firstCalendarId(company.tenantId);

async function toldYears(): Promise<unknown[]> {
  const events = await eventsOf(company, first());
  return events.filter(({ type }) => type === 'calendar.year_missing').map(({ data }) => data.year);
}

async function load(year: number): Promise<void> {
  const text = `date,working\n${year}-05-01,false\n`;
  const path = `/v1/calendars/${first()}/actions/load-year`;
  const { status } = await company.admin.request('POST', path, { body: { year, format: 'csv', text } });
  expect(status).toBe(200);
}

test('administrators are told once, from the first of October on, that the coming year is missing', async () => {
  await tick('2026-09-30T12:00:00Z');
  expect(await toldYears()).toEqual([]);
  await Promise.all([tick('2026-10-01T00:00:00Z'), tick('2026-10-01T00:00:00Z')]);
  await tick('2026-10-01T00:01:00Z');
  await tick('2027-06-01T00:00:00Z');
  expect(await toldYears()).toEqual([2027]);
});

test('a year that is loaded in time is never told of, the next one is', async () => {
  await load(2027);
  await tick('2026-10-01T00:00:00Z');
  expect(await toldYears()).toEqual([]);
  await tick('2027-10-01T00:00:00Z');
  expect(await toldYears()).toEqual([2028]);
});

test('a change of the calendar after it was told tells it no second time', async () => {
  await tick('2026-10-01T00:00:00Z');
  const { status } = await company.admin.request('PATCH', `/v1/calendars/${first()}`, {
    body: { name: '白班' },
  });
  expect(status).toBe(200);
  await tick('2026-10-02T00:00:00Z');
  expect(await toldYears()).toEqual([2027]);
});

test('years that went by while nobody looked are each told of', async () => {
  await tick('2028-03-01T00:00:00Z');
  await tick('2028-03-01T00:01:00Z');
  expect(await toldYears()).toEqual([2027, 2028]);
});

describe('the task of the administrators', () => {
  const october = '2026-10-01T00:00:00Z';
  const tasksIn = async (state: string) => {
    const path = `/v1/tasks?kind=upkeep&state=${state}`;
    return (await company.admin.request<{ data: readonly Json[] }>('GET', path)).body.data;
  };

  test('is opened once, however often and late the job runs, and names nobody else', async () => {
    await Promise.all([tick(october), tick(october)]);
    await tick('2026-12-01T00:00:00Z');
    expect(await tasksIn('open')).toMatchObject([
      {
        subject: { type: 'calendar', id: first() },
        title: { en: 'Load the holidays of 2027', 'zh-CN': '导入 2027 年的节假日安排' },
        parties: [{ role: 'administrator', orgUnitId: null }],
        dueAt: '2027-01-01T00:00:00.000Z',
      },
    ]);
    const colleague = await company.colleague('王磊', { permissions: ['tasks.read'], scope: 'tenant' });
    expect((await colleague.request('GET', '/v1/tasks')).body).toMatchObject({ data: [] });
  });

  test('closes when the year is loaded, and not with another one', async () => {
    await tick(october);
    await load(2028);
    expect(await tasksIn('open')).toHaveLength(1);
    await load(2027);
    await tick('2026-10-02T00:00:00Z');
    expect(await tasksIn('open')).toEqual([]);
    expect(await tasksIn('done')).toMatchObject([{ assigneeId: company.admin.id }]);
  });

  test('closes when somebody says that the year is known, or in no doubt', async () => {
    await tick(october);
    const body = { knownYears: null };
    await company.admin.request('PATCH', `/v1/calendars/${first()}`, { body });
    expect([await tasksIn('open'), (await tasksIn('done')).length]).toEqual([[], 1]);
  });

  test('is opened anew, once, when the year is taken out again after it was loaded', async () => {
    const take = (knownYears: readonly number[]) =>
      company.admin.request('PATCH', `/v1/calendars/${first()}`, { body: { knownYears } });
    await tick(october);
    await load(2027);
    await tick('2026-10-02T00:00:00Z');
    expect(await tasksIn('open')).toEqual([]);
    expect((await take([2026])).status).toBe(200);
    await Promise.all([tick('2026-10-03T00:00:00Z'), tick('2026-10-03T00:00:00Z')]);
    await company.admin.request('PATCH', `/v1/calendars/${first()}`, { body: { name: '白班' } });
    await tick('2026-10-04T00:00:00Z');
    const title = { en: 'Load the holidays of 2027' };
    expect(await tasksIn('open')).toMatchObject([{ title, dueAt: '2027-01-01T00:00:00.000Z' }]);
    expect(await tasksIn('done')).toMatchObject([{ title }]);
    await load(2027);
    expect([await tasksIn('open'), (await tasksIn('done')).length]).toEqual([[], 2]);
    await take([2026]);
    await tick('2026-10-05T00:00:00Z');
    expect(await tasksIn('open')).toHaveLength(1);
  });

  test('is called off with its calendar', async () => {
    const body = {
      name: '夜班',
      timeZone: 'Asia/Shanghai',
      week: { mon: [['20:00', '24:00']] },
      knownYears: [2026],
    };
    const { id } = (await company.admin.request<Json>('POST', '/v1/calendars', { body })).body;
    await tick(october);
    expect(await tasksIn('open')).toHaveLength(2);
    expect((await company.admin.request('DELETE', `/v1/calendars/${id}`)).status).toBe(204);
    const [night, ...others] = await company.database.execute('SELECT * FROM tasks WHERE subject_id = ?', [
      id,
    ]);
    expect([night?.about, night?.state, others]).toEqual(['夜班', 'cancelled', []]);
    expect(await tasksIn('open')).toHaveLength(1);
  });

  test('is done by loading, not by saying so', async () => {
    await tick(october);
    const [task] = await tasksIn('open');
    const answer = await company.admin.request('POST', `/v1/tasks/${task?.id}/actions/complete`, {
      body: {},
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'task.needs_action' } });
  });
});

test('health counts the tenants that live on assumed holidays, and names none', async () => {
  const counts = async () => {
    const { body } = await company.worker.request<{ detail: { counts: object } }>('GET', '/healthz?detail=1');
    return body.detail.counts;
  };
  const thisYear = new Date().getUTCFullYear();
  const know = (knownYears: readonly number[] | null) =>
    company.admin.request('PATCH', `/v1/calendars/${first()}`, { body: { knownYears } });
  await know([thisYear]);
  expect(await counts()).toEqual({ tenantsAssumingThisYear: 0, tenantsAssumingNextYear: 1 });
  await know([thisYear - 1]);
  expect(await counts()).toEqual({ tenantsAssumingThisYear: 1, tenantsAssumingNextYear: 1 });
  await know([thisYear, thisYear + 1]);
  expect(await counts()).toEqual({ tenantsAssumingThisYear: 0, tenantsAssumingNextYear: 0 });
  await know(null);
  expect(await counts()).toEqual({ tenantsAssumingThisYear: 0, tenantsAssumingNextYear: 0 });
});
