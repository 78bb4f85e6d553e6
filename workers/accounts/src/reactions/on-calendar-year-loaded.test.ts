import { firstCalendarId } from '@keyline/store';
import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { hold, published, reviewProcess } from '../testing/process-people.ts';
import { eventsOf, type Json, newAccount } from '../testing/records.ts';

/** Thursday 31 December 2026, 9:00 in Shanghai; Friday is New Year, which nobody has told the calendar yet. */
const thursday = '2026-12-31T01:00:00Z';
const at = (now: string) => ({ headers: { 'X-Test-Now': now } });

let company: Company;
let accountId: string;
beforeEach(async () => {
  company = await givenCompany();
  for (const key of ['account_manager', 'business_supervisor', 'contract_manager', 'executive'] as const) {
    await hold(company, company.admin.id, key);
  }
  await published(company, reviewProcess);
  accountId = (await newAccount(company.admin)).id;
});

async function openCase(): Promise<Json> {
  const body = { accountId, process: 'contract.review', title: '专线合同', ownerId: company.admin.id };
  return (await company.admin.request<Json>('POST', '/v1/cases', { body, ...at(thursday) })).body;
}

async function load(calendarId: string, now = thursday): Promise<void> {
  const body = { year: 2027, format: 'csv', text: 'date,working\n2027-01-01,false\n' };
  const path = `/v1/calendars/${calendarId}/actions/load-year`;
  expect((await company.admin.request('POST', path, { body, ...at(now) })).status).toBe(200);
  await company.worker.react();
}

const shown = async (path: string) => (await company.admin.request<Json>('GET', path)).body;
const typesOf = async (id: string) => (await eventsOf(company, id)).map(({ type }) => type);
const sweep = (instant: string) => company.worker.scheduled(Date.parse(instant));
const first = () => firstCalendarId(company.tenantId);

test('what was due by an assumed day is due by the real one: the case, its task, its warning and its breach', async () => {
  const { id, dueAt } = await openCase();
  expect(dueAt).toBe('2027-01-04T10:00:00.000Z');
  await load(first());
  expect(await shown(`/v1/cases/${id}`)).toMatchObject({ dueAt: '2027-01-05T10:00:00.000Z', version: 2 });
  expect(await shown(`/v1/tasks?subjectId=${id}`)).toMatchObject({
    data: [{ dueAt: '2027-01-05T10:00:00.000Z' }],
  });
  await sweep('2027-01-05T05:11:59Z');
  expect(await typesOf(id)).toEqual(['case.opened', 'case.due_moved']);
  await sweep('2027-01-05T05:12:00Z');
  await sweep('2027-01-05T10:00:00Z');
  expect((await typesOf(id)).slice(2)).toEqual(['case.warned', 'case.overdue']);
});

test('the event names the calendar, its version and the year, and a second delivery moves nothing', async () => {
  const { id } = await openCase();
  await load(first());
  const [event] = (await eventsOf(company, first())).slice(-1);
  expect(event).toMatchObject({ type: 'calendar.year_loaded', version: 2, data: { year: 2027 } });
  await load(first());
  expect(await typesOf(id)).toEqual(['case.opened', 'case.due_moved']);
});

test('what was told already stays told, and only what comes next moves', async () => {
  const { id } = await openCase();
  await sweep('2027-01-04T05:12:00Z');
  await load(first(), '2027-01-04T06:00:00Z');
  await sweep('2027-01-05T05:12:00Z');
  await sweep('2027-01-05T10:00:00Z');
  expect(await typesOf(id)).toEqual(['case.opened', 'case.warned', 'case.due_moved', 'case.overdue']);
});

test('more cases than fit into a page are all moved, each once', async () => {
  const all = [];
  for (let made = 0; made < 60; made += 1) all.push(await openCase());
  await load(first());
  const moved = await company.database.execute(
    "SELECT subject_id, count(*) AS n FROM events WHERE type = 'case.due_moved' GROUP BY subject_id",
  );
  expect([moved.length, moved.every(({ n }) => Number(n) === 1)]).toEqual([all.length, true]);
});

test('the year of a calendar that is not the default moves nothing', async () => {
  const { id } = await openCase();
  const body = { name: '夜班', timeZone: 'Asia/Shanghai', week: { mon: [['20:00', '24:00']] } };
  const other = (await company.admin.request<Json>('POST', '/v1/calendars', { body })).body;
  await load(other.id);
  expect(await typesOf(id)).toEqual(['case.opened']);
});
