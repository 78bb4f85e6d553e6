import { firstCalendarId } from '@keyline/store';
import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
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
