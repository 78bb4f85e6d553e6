import { idOf, idSuffix, settingsDefaults } from '@keyline/kernel';
import { firstCalendarId } from '@keyline/store';
import { givenTenant } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count, eventsOf, type Json, type ProblemBody, tally } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

function change(body: object, asked: object = {}) {
  return company.admin.request<Json & ProblemBody>('PATCH', '/v1/settings', { ...asked, body });
}

async function current(): Promise<Json> {
  return (await company.admin.request<Json>('GET', '/v1/settings')).body;
}

/** Settings of a tenant that has no row of them. */
function settingsIdOf({ tenantId }: Company): string {
  return idOf('settings', idSuffix(tenantId));
}

test('a tenant begins with the defaults, at version 1', async () => {
  const { status, headers, body, trips } = await company.admin.request('GET', '/v1/settings');
  expect([status, trips, headers.get('ETag')]).toEqual([200, 1, '"1"']);
  const id = settingsIdOf(company);
  const stamps = { createdAt: '1970-01-01T00:00:00.000Z', updatedAt: '1970-01-01T00:00:00.000Z' };
  const home = { locale: 'en', timeZone: 'Asia/Shanghai' };
  const calendarId = firstCalendarId(company.tenantId);
  expect(body).toEqual({ id, version: 1, ...stamps, ...home, calendarId, ...settingsDefaults });
});

test('a change says what was there before and is there now, at the next version', async () => {
  const first = await change({ churnBands: { watch: 40 } }, { now: '2026-03-02T01:30:00Z' });
  expect(first).toMatchObject({ status: 200, trips: 2, body: { version: 2 } });
  expect(first.body.updatedAt).toBe('2026-03-02T01:30:00.000Z');
  const second = await change({ keyAccountThreshold: { amount: 500_000, currency: 'CNY' } });
  expect(second.headers.get('ETag')).toBe('"3"');
  expect(await current()).toEqual(second.body);
  expect(second.body.churnBands).toEqual({ watch: 40, high: 70, critical: 85 });
  const events = await eventsOf(company, settingsIdOf(company));
  expect(events.map(({ type, version, data }) => [type, version, data.changes])).toEqual([
    ['settings.changed', 2, { churnBands: [settingsDefaults.churnBands, first.body.churnBands] }],
    [
      'settings.changed',
      3,
      { keyAccountThreshold: [settingsDefaults.keyAccountThreshold, second.body.keyAccountThreshold] },
    ],
  ]);
});

test('null brings a default back, of one field or of a group', async () => {
  await change({ leads: { expiresAfterDays: 10, protectionDays: 20 }, tickets: { followUpDays: 60 } });
  expect((await change({ leads: { expiresAfterDays: null } })).body.leads).toEqual({
    ...settingsDefaults.leads,
    protectionDays: 20,
  });
  expect(await change({ leads: null, tickets: null })).toMatchObject({ body: settingsDefaults });
});

test('what is there already is no change', async () => {
  const { body } = await change({ security: { sessionDays: 30 }, leads: {}, locale: 'en', broadcasts: null });
  expect(body.version).toBe(1);
  expect([await count(company, 'settings'), await count(company, 'events')]).toEqual([0, 0]);
});

describe('the calendar by which a tenant counts working time', () => {
  test('is the one it began with, and naming that one is no change', async () => {
    const first = firstCalendarId(company.tenantId);
    expect((await change({ calendarId: first })).body).toMatchObject({ calendarId: first, version: 1 });
  });

  test('is never one that another tenant has', async () => {
    const stranger = firstCalendarId((await givenTenant(company.database)).tenantId);
    const { status, body } = await change({ calendarId: stranger });
    expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([
      422,
      'request.unknown_reference',
      '/calendarId',
    ]);
  });
});

describe('locale and time zone stand with the tenant', () => {
  test('and change there in the same commit; both logs say so', async () => {
    const { body } = await change({ timeZone: 'Asia/Urumqi', broadcasts: { approvalAbove: 50 } });
    expect(body).toMatchObject({ version: 2, locale: 'en', timeZone: 'Asia/Urumqi' });
    const me = await company.admin.request('GET', '/v1/me');
    expect(me.body).toMatchObject({ tenant: { locale: 'en', timeZone: 'Asia/Urumqi' } });
    const moved = ['Asia/Shanghai', 'Asia/Urumqi'];
    const ids = [company.tenantId, settingsIdOf(company)];
    const events = (await Promise.all(ids.map((id) => eventsOf(company, id)))).flat();
    expect(events.map(({ type, version, data }) => [type, version, data.changes])).toEqual([
      ['tenant.changed', 2, { timeZone: moved }],
      [
        'settings.changed',
        2,
        { timeZone: moved, broadcasts: [{ approvalAbove: 500 }, { approvalAbove: 50 }] },
      ],
    ]);
  });

  test('and change alone, too', async () => {
    expect((await change({ locale: 'zh-CN' })).body).toMatchObject({ version: 2, locale: 'zh-CN' });
    expect((await change({ locale: 'zh-CN' })).body.version).toBe(2);
    expect(await current()).toMatchObject({ version: 2, ...settingsDefaults });
  });
});

describe('of two who change at once', () => {
  test('the one who names a version that is gone is refused', async () => {
    const headers = { 'If-Match': '"1"' };
    const both = [{ leads: { protectionDays: 10 } }, { leads: { protectionDays: 20 } }];
    expect(tally(await Promise.all(both.map((body) => change(body, { headers }))))).toEqual({
      200: 1,
      412: 1,
    });
  });

  test('neither loses what the other set', async () => {
    const both = [{ leads: { protectionDays: 10 } }, { tickets: { followUpDays: 60 } }];
    expect(tally(await Promise.all(both.map((body) => change(body))))).toEqual({ 200: 2 });
    expect(await current()).toMatchObject({
      version: 3,
      leads: { protectionDays: 10 },
      tickets: { followUpDays: 60 },
    });
  });
});

test.each<[object, readonly [pointer: string, code: string][]]>([
  [{}, [['', 'nothing_to_change']]],
  [{ churnBands: { watch: 70 } }, [['/churnBands', 'not_rising']]],
  [
    { churnBands: { critical: 101, high: -1 } },
    [
      ['/churnBands/high', 'too_small'],
      ['/churnBands/critical', 'too_large'],
    ],
  ],
  [{ auction: { weights: { revenue: 70 } } }, [['/auction/weights', 'not_hundred']]],
  [{ auction: { weights: { revenue: 0.5 } } }, [['/auction/weights/revenue', 'integer']]],
  [{ keyAccountThreshold: { amount: -1, currency: 'CNY' } }, [['/keyAccountThreshold/amount', 'too_small']]],
  [{ keyAccountThreshold: { amount: 1 } }, [['/keyAccountThreshold/currency', 'required']]],
  [{ security: { sessionDays: 91 } }, [['/security/sessionDays', 'too_large']]],
  [{ security: { sessionDays: 0 } }, [['/security/sessionDays', 'too_small']]],
  [
    { locale: 'fr', timeZone: 'Beijing' },
    [
      ['/locale', 'choice'],
      ['/timeZone', 'time_zone'],
    ],
  ],
  [{ locale: null }, [['/locale', 'choice']]],
  [{ leads: { likelihood: 1 } }, [['/leads/likelihood', 'unknown']]],
  [{ similarity: 1 }, [['/similarity', 'unknown']]],
])('%j is refused and changes nothing', async (body, errors) => {
  const answer = await change(body);
  expect(answer.status).toBe(400);
  const found = answer.body.errors?.map(({ pointer, code }) => [pointer, code]) ?? [];
  expect(found.toSorted()).toEqual(errors.toSorted());
  expect(await count(company, 'events')).toBe(0);
});

test('staff sees the settings, and only who may change them does', async () => {
  const someone = await company.colleague('王磊', { permissions: ['settings.read'], scope: 'own' });
  expect((await someone.request('GET', '/v1/settings')).status).toBe(200);
  const body = { leads: { protectionDays: 10 } };
  expect((await someone.request('PATCH', '/v1/settings', { body })).status).toBe(403);
});
