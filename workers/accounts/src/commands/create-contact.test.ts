import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, newAccount, newUnit, type ProblemBody } from '../testing/records.ts';

const channels = {
  mobile: '13812345678',
  phone: '029-88886666',
  email: 'li.na@example.cn',
  wechat: 'lina_xian',
};
let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});
afterEach(() => {
  vi.restoreAllMocks();
});

function create(accountId: string, fields: object = {}, by: Colleague = company.admin, asked: object = {}) {
  const body = { name: '李娜', ...fields };
  return by.request<Json & ProblemBody>('POST', `/v1/accounts/${accountId}/contacts`, { ...asked, body });
}

test('a contact has what was said, and nothing is assumed of what was not', async () => {
  const account = await newAccount(company.admin);
  const now = '2026-03-02T01:30:00.000Z';
  const { status, headers, body } = await create(account.id, { roles: ['technical'] }, company.admin, {
    now,
  });
  expect([status, headers.get('Location')]).toEqual([201, `/v1/accounts/${account.id}/contacts/${body.id}`]);
  expect(body).toEqual({
    id: expect.stringMatching(/^ctc_/),
    accountId: account.id,
    version: 1,
    createdAt: now,
    updatedAt: now,
    createdBy: company.admin.id,
    name: '李娜',
    title: null,
    roles: ['technical'],
    site: null,
    mobile: null,
    phone: null,
    email: null,
    wechat: null,
    masked: false,
    consent: null,
    quietHours: null,
    note: null,
    erasedAt: null,
  });
});

describe('private data', () => {
  test('stand apart from the event, which only says that they were given', async () => {
    const account = await newAccount(company.admin);
    const { body } = await create(account.id, { ...channels, title: '主任' });
    const [event] = await eventsOf(company, body.id);
    expect(event?.data).toEqual({
      changes: {
        accountId: [null, account.id],
        name: [null, '李娜'],
        title: [null, '主任'],
        roles: [null, []],
      },
      nonce: expect.any(String),
      privateChanges: ['mobile', 'phone', 'email', 'wechat'],
    });
    const kept = await company.database.execute(
      'SELECT field, before, after FROM private_changes WHERE event_id = ? ORDER BY rowid',
      [event?.id ?? ''],
    );
    const values = kept.map(({ field, before, after }) => [field, before, JSON.parse(String(after))]);
    expect(values).toEqual(Object.entries(channels).map(([field, value]) => [field, null, value]));
    const timeline = await company.admin.request('GET', `/v1/accounts/${account.id}/timeline`);
    for (const value of Object.values(channels)) expect(JSON.stringify(timeline.body)).not.toContain(value);
  });

  test('are in no log, neither when they are refused nor when something breaks', async () => {
    const account = await newAccount(company.admin);
    const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    );
    expect((await create(account.id, { ...channels, mobile: '13812345678 x' })).status).toBe(400);
    expect((await create(account.id, channels)).status).toBe(201);
    await company.database.execute('ALTER TABLE contacts RENAME TO contacts_gone');
    const broken = await create(account.id, channels);
    expect([broken.status, broken.body.code]).toEqual([500, 'service.failed']);
    const written = JSON.stringify(logs.flatMap((log) => log.mock.calls));
    expect(written).toContain(broken.body.instance);
    for (const value of [...Object.values(channels), '李娜']) expect(written).not.toContain(value);
    expect(JSON.stringify(broken.body)).not.toMatch(/contacts_gone|no such table|INSERT/);
  });

  test('are masked also for the author, who may not read them', async () => {
    const account = await newAccount(company.admin);
    const someone = await company.colleague('王磊', {
      permissions: ['accounts.read', 'contacts.read', 'contacts.write'],
      scope: 'tenant',
    });
    const { body } = await create(account.id, channels, someone);
    expect(body).toMatchObject({ masked: true, mobile: '138****5678', wechat: 'li**_**an' });
    for (const value of Object.values(channels)) expect(JSON.stringify(body)).not.toContain(value);
  });
});

test('a contact is added where the caller may write, not wherever he may read', async () => {
  const branch = await newUnit(company.admin, '高新分公司', 'branch');
  const inside = await newAccount(company.admin, { orgUnitId: branch.id });
  const outside = await newAccount(company.admin);
  const someone = await company.colleague(
    '王磊',
    { permissions: ['accounts.read'], scope: 'tenant' },
    { permissions: ['contacts.write'], scope: 'unit', unitId: branch.id },
  );
  expect((await create(inside.id, {}, someone)).status).toBe(201);
  expect((await create(outside.id, {}, someone)).status).toBe(403);
});

test.each([
  ['mobile', 'call me', 'phone'],
  ['email', 'li.na', 'email'],
  ['wechat', 'li na', 'line'],
  ['quietHours', { from: '25:00', to: '07:00' }, 'time_of_day'],
  ['roles', ['boss'], 'choice'],
])('a contact whose %s is %j is refused', async (field, value, code) => {
  const { id } = await newAccount(company.admin);
  const { status, body } = await create(id, { [field]: value });
  expect(status).toBe(400);
  expect(body.errors?.map((error) => [error.pointer.split('/')[1], error.code])).toEqual([[field, code]]);
});
