import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, newContact } from '../testing/records.ts';
import type { AuditEntry } from '../views.ts';

interface Page {
  readonly data: AuditEntry[];
  readonly nextCursor: string | null;
}

const everything = ['audit.read', 'accounts.read', 'contacts.read', 'interactions.read'] as const;
const from = { 'CF-Connecting-IP': '192.0.2.10', 'User-Agent': 'Keyline test' };
let company: Company;
let account: Json;
beforeEach(async () => {
  company = await givenCompany();
  account = await newAccount(company.admin, {}, { headers: from });
});

async function audit(query = '', by: Colleague = company.admin, headers = {}): Promise<AuditEntry[]> {
  return (await by.request<Page>('GET', `/v1/audit-entries${query}`, { headers })).body.data;
}

test('an entry tells who did what, when and from where, in the language asked for', async () => {
  await company.admin.request('PATCH', `/v1/accounts/${account.id}`, {
    body: { grade: 'A' },
    now: '2026-03-02T01:30:00Z',
    headers: { ...from, 'X-Request-Id': 'req_01kafxq0h3e7rvx8bm2s9t4c5d' },
  });
  const [entry] = await audit('', company.admin, { 'Accept-Language': 'zh-CN' });
  expect(entry).toEqual({
    id: expect.stringMatching(/^evt_/),
    type: 'account.changed',
    summary: '客户信息已修改',
    subject: { type: 'account', id: account.id },
    version: 2,
    accountId: account.id,
    actor: { type: 'user', id: company.admin.id, name: 'Li Na' },
    occurredAt: '2026-03-02T01:30:00.000Z',
    requestId: 'req_01kafxq0h3e7rvx8bm2s9t4c5d',
    address: '192.0.2.10',
    userAgent: 'Keyline test',
    sessionId: company.admin.sessionId,
    changes: { grade: ['none', 'A'] },
    privateChanges: [],
    privateValues: {},
    facts: {},
  });
  expect((await audit())[0]?.summary).toBe('An account was changed');
});

test('a request id that was used before does not lend its address to another event', async () => {
  const requestId = 'req_01kafxq0h3e7rvx8bm2s9t4c5d';
  for (const address of ['192.0.2.10', '198.51.100.7']) {
    const headers = { 'CF-Connecting-IP': address, 'X-Request-Id': requestId };
    await newAccount(company.admin, {}, { headers });
  }
  const entries = await audit(`?requestId=${requestId}`);
  expect(entries.map(({ address }) => address)).toEqual(['198.51.100.7', '192.0.2.10']);
});

test('a key is named, and has no session', async () => {
  const body = { name: 'BOSS 同步', permissions: ['accounts.read', 'accounts.update'] };
  const key = (await company.admin.request<{ id: string; key: string }>('POST', '/v1/api-keys', { body }))
    .body;
  const path = `/v1/accounts/${account.id}`;
  await company.worker.request('PATCH', path, { token: key.key, body: { grade: 'B' } });
  const [entry] = await audit(`?actorId=${key.id}`);
  expect(entry).toMatchObject({ actor: { type: 'api_key', id: key.id, name: 'BOSS 同步' }, sessionId: null });
});

describe('what an entry says', () => {
  const mobile = '13812345678';
  beforeEach(async () => {
    await newContact(company.admin, account.id, { mobile });
  });

  test('of private fields is for those who may read private data in the audit', async () => {
    const auditor = await company.colleague('审计', { permissions: everything, scope: 'tenant' });
    const [full] = await audit('?type=contact.created');
    expect(full).toMatchObject({ privateChanges: ['mobile'], privateValues: { mobile: [null, mobile] } });
    const [part] = await audit('?type=contact.created', auditor);
    expect(part).toMatchObject({ privateChanges: ['mobile'], privateValues: null });
    expect(part?.changes.name).toEqual([null, '李娜']);
  });

  test('of a contact is for those who may read contacts of the whole tenant', async () => {
    const near = await company.colleague(
      '审计',
      { permissions: ['audit.read', 'audit.read_private'], scope: 'tenant' },
      { permissions: ['contacts.read'], scope: 'own' },
    );
    const [entry] = await audit('?type=contact.created', near);
    expect(entry).toMatchObject({ actor: { name: 'Li Na' }, changes: {}, privateChanges: [], facts: {} });
    expect(entry?.privateValues).toBeNull();
  });
});

describe('entries are found', () => {
  async function types(query: string): Promise<string[]> {
    return (await audit(query)).map(({ type }) => type);
  }

  test('by actor, subject, kind of subject, type, account and request, and by any of several', async () => {
    const contact = await newContact(company.admin, account.id);
    const writer = await company.colleague('王磊', {
      permissions: ['accounts.read', 'interactions.write'],
      scope: 'tenant',
    });
    const body = { kind: 'visit', summary: '勘查' };
    await writer.request('POST', `/v1/accounts/${account.id}/interactions`, { body });
    await newAccount(company.admin);

    expect(await types(`?actorId=${writer.id}`)).toEqual(['interaction.logged']);
    expect(await types(`?subjectId=${contact.id}`)).toEqual(['contact.created']);
    expect(await types('?subjectType=account')).toEqual(['account.created', 'account.created']);
    expect(await types('?type=contact.created&type=interaction.logged')).toEqual([
      'interaction.logged',
      'contact.created',
    ]);
    expect(await types(`?accountId=${account.id}&subjectType=account`)).toEqual(['account.created']);
    expect(await types(`?actorId=${writer.id}&type=account.created`)).toEqual([]);
  });

  test('by time, in its order', async () => {
    const path = `/v1/accounts/${account.id}`;
    const days = ['2026-03-04', '2026-03-02', '2026-03-03', '2026-03-09'];
    for (const [n, day] of days.entries()) {
      const body = { grade: ['A', 'B'][n % 2] };
      await company.admin.request('PATCH', path, { body, now: `${day}T00:00:00Z` });
    }
    const found = await audit('?occurredFrom=2026-03-02T00:00:00Z&occurredTo=2026-03-09T00:00:00Z');
    const seen = found.map(({ occurredAt }) => occurredAt.slice(0, 10));
    expect(seen).toEqual(['2026-03-04', '2026-03-03', '2026-03-02']);
  });
});
