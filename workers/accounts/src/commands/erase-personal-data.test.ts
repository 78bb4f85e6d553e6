import { contentsOf } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { newUser } from '../testing/people.ts';
import { count, eventsOf, type Json, newAccount, newContact } from '../testing/records.ts';

const reason = '本人要求删除';
let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

function erase(subject: string, by: Colleague = company.admin, asked = {}) {
  return by.request<Json>('POST', '/v1/personal-data/actions/erase', { body: { subject, reason }, ...asked });
}

/** Which of the words lie anywhere in the database. */
async function kept(...words: string[]): Promise<string[]> {
  const stored = JSON.stringify([...(await contentsOf(company.database))]);
  return words.filter((word) => stored.includes(word));
}

describe('an erased contact', () => {
  const traits = [
    '欧阳修',
    '13812345678',
    '029-88886666',
    'ouyang@example.cn',
    'ouyang_x',
    '馆长',
    '碑林区',
    '爱喝茶',
  ];
  const [name = '', mobile, phone, email, wechat, title, site, note] = traits;
  let account: Json;
  let contact: Json;
  let path: string;
  beforeEach(async () => {
    account = await newAccount(company.admin);
    const all = { mobile, phone, email, wechat, title, site, note };
    contact = await newContact(company.admin, account.id, { name, ...all });
    path = `/v1/accounts/${account.id}/contacts/${contact.id}`;
    await company.admin.request('PATCH', path, { body: { name: `${name}之子`, mobile: '13900000000' } });
    await company.admin.request('GET', path);
  });

  test('is nowhere in the database any more', async () => {
    expect(await kept(...traits)).toEqual(traits);
    expect((await erase(contact.id)).status).toBe(200);
    expect(await kept(...traits, '13900000000')).toEqual([]);
  });

  test('keeps a history that says which fields changed, and not what they were', async () => {
    await erase(contact.id);
    const events = await eventsOf(company, contact.id);
    expect(events.map(({ type }) => type)).toEqual([
      'contact.created',
      'contact.changed',
      'contact.private_read',
      'contact.erased',
    ]);
    expect(events[1]?.data).toEqual({ changes: {}, privateChanges: ['mobile', 'name'] });
    expect(events[3]).toMatchObject({ version: 3, actorId: company.admin.id, data: { reason, changes: {} } });
  });

  test('is shown as erased in the language asked for, and cannot be changed', async () => {
    const now = '2026-03-02T01:30:00Z';
    await erase(contact.id, company.admin, { now });
    for (const [language, words] of [
      ['en', 'Erased person'],
      ['zh-CN', '已删除人员'],
    ] as const) {
      const { body } = await company.admin.request('GET', path, { headers: { 'Accept-Language': language } });
      expect(body).toMatchObject({
        name: words,
        mobile: null,
        note: null,
        erasedAt: '2026-03-02T01:30:00.000Z',
      });
    }
    expect(await company.admin.request('PATCH', path, { body: { title: '馆长' } })).toMatchObject({
      status: 409,
      body: { code: 'contact.erased' },
    });
  });

  test('stays so when it is erased again, and nothing more is written', async () => {
    const first = await erase(contact.id, company.admin, { now: '2026-03-02T01:30:00Z' });
    const again = await erase(contact.id, company.admin, { now: '2026-03-05T01:30:00Z' });
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(await count(company, 'events', "type = 'contact.erased'")).toBe(1);
  });

  test('is erased once by many at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => erase(contact.id)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await count(company, 'events', "type = 'contact.erased'")).toBe(1);
  });

  test('may have been removed before', async () => {
    await company.admin.request('DELETE', path);
    expect((await erase(contact.id)).status).toBe(200);
    expect(await kept(...traits)).toEqual([]);
  });

  test('leaves other contacts as they are', async () => {
    const other = await newContact(company.admin, account.id, { name: '曾巩', mobile: '13700000000' });
    await erase(contact.id);
    const { body } = await company.admin.request('GET', `/v1/accounts/${account.id}/contacts/${other.id}`);
    expect(body).toMatchObject({ name: '曾巩', mobile: '13700000000', erasedAt: null });
  });
});

describe('an erased user', () => {
  const traits = ['司马光', 'sima@example.cn', '13811112222', '203.0.113.9'];
  const [name = '', email = '', mobile, address = ''] = traits;
  let user: Json;
  beforeEach(async () => {
    user = await newUser(company.admin, { name, email, mobile, password: 'a quiet river in spring' });
    await company.database.execute("UPDATE directory SET slug = 'xian' WHERE tenant_id = ?", [
      company.tenantId,
    ]);
  });

  const signIn = () =>
    company.worker.request<{ accessToken: string; refreshToken: string }>('POST', '/v1/auth/token', {
      body: { grantType: 'password', tenant: 'xian', email, password: 'a quiet river in spring' },
      headers: { 'CF-Connecting-IP': address },
    });

  test('is nowhere in the database any more, and can neither go on nor sign in', async () => {
    const { accessToken: token, refreshToken } = (await signIn()).body;
    expect(await kept(...traits)).toEqual(traits);
    expect((await erase(user.id)).status).toBe(200);
    expect(await kept(...traits)).toEqual([]);
    expect(await count(company, 'refresh_tokens')).toBe(0);
    expect((await company.worker.request('GET', '/v1/me', { token })).status).toBe(401);
    const refresh = { body: { grantType: 'refresh_token', refreshToken } };
    expect((await company.worker.request('POST', '/v1/auth/token', refresh)).status).toBe(401);
    expect((await signIn()).status).toBe(401);
  });

  test('cannot be called back', async () => {
    await erase(user.id);
    const body = { status: 'active', email };
    expect((await company.admin.request('PATCH', `/v1/users/${user.id}`, { body })).status).toBe(404);
    expect((await signIn()).status).toBe(401);
  });

  test('is still who did what, without a name', async () => {
    const account = await newAccount(company.admin);
    const someone = await company.colleague(name, {
      permissions: ['accounts.read', 'accounts.update'],
      scope: 'tenant',
    });
    await someone.request('PATCH', `/v1/accounts/${account.id}`, { body: { grade: 'A' } });
    await erase(someone.id);
    const headers = { 'Accept-Language': 'en' };
    const answer = await company.admin.request<{ data: Json[] }>(
      'GET',
      `/v1/audit-entries?actorId=${someone.id}`,
      { headers },
    );
    expect(answer.body.data).toMatchObject([
      { type: 'account.changed', actor: { id: someone.id, name: 'Erased person' }, address: null },
    ]);
    expect(await company.admin.request('GET', `/v1/users/${someone.id}`, { headers })).toMatchObject({
      body: { name: 'Erased person', status: 'blocked', roles: [], erasedAt: expect.any(String) },
    });
  });

  test('frees the e-mail address', async () => {
    await erase(user.id);
    expect((await newUser(company.admin, { name: '另一位', email })).id).not.toBe(user.id);
  });
});

describe('is refused', () => {
  const codeOf = async (answer: ReturnType<typeof erase>) => {
    const { status, body } = await answer;
    return [status, body.code];
  };

  test('to somebody for himself', async () => {
    expect(await codeOf(erase(company.admin.id))).toEqual([409, 'personal_data.oneself']);
  });

  test('for who owns accounts, until they are handed over', async () => {
    const owner = await company.colleague('司马光');
    const account = await newAccount(company.admin, { ownerId: owner.id });
    expect(await codeOf(erase(owner.id))).toEqual([409, 'personal_data.owns_accounts']);
    await company.admin.request('PATCH', `/v1/accounts/${account.id}`, {
      body: { ownerId: company.admin.id },
    });
    expect((await erase(owner.id)).status).toBe(200);
  });

  test('for a person of another tenant, as for one that nobody has', async () => {
    const contact = await newContact(company.admin, (await newAccount(company.admin)).id);
    const elsewhere = await givenCompany();
    const answer = await elsewhere.admin.request('POST', '/v1/personal-data/actions/erase', {
      body: { subject: contact.id, reason },
    });
    expect(answer).toMatchObject({ status: 404, body: { code: 'personal_data.no_such_person' } });
  });
});
