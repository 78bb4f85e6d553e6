import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, newAccount, newUnit, type ProblemBody, tally } from '../testing/records.ts';

const creditCode = '91610131MA6U0XYM9D';
const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' });
let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

function change(id: string, body: object, asked: object = {}, by = company.admin) {
  return by.request<Json & ProblemBody>('PATCH', `/v1/accounts/${id}`, { ...asked, body });
}

async function found(q: string): Promise<string[]> {
  const path = `/v1/accounts?q=${encodeURIComponent(q)}`;
  const { body } = await company.admin.request<{ data: Json[] }>('GET', path);
  return body.data.map(({ id }) => id);
}

test('a change leaves what it does not name, and null clears', async () => {
  const before = await newAccount(company.admin, {
    industry: 'finance',
    nameEn: 'A',
    creditCode,
    grade: 'A',
  });
  const now = '2026-03-02T01:30:00.000Z';
  const { status, headers, body } = await change(
    before.id,
    { industry: null, creditCode: null, top500: true },
    { now },
  );
  expect([status, headers.get('ETag')]).toEqual([200, '"2"']);
  const after = { ...before, industry: null, creditCode: null, top500: true, version: 2, updatedAt: now };
  expect(body).toEqual(after);
  expect((await company.admin.request('GET', `/v1/accounts/${before.id}`)).body).toEqual(after);
  expect((await newAccount(company.admin, { creditCode })).creditCode).toBe(creditCode);
});

test('what always has a value cannot be cleared, and a change changes something', async () => {
  const { id } = await newAccount(company.admin);
  const { body } = await change(id, { name: null, grade: null, strategic: null });
  expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/name', '/grade', '/strategic']);
  for (const nothing of [{}, { force: true }]) {
    expect((await change(id, nothing)).body.errors).toMatchObject([
      { pointer: '', code: 'nothing_to_change' },
    ]);
  }
});

test('the event says each changed field as [old, new], as the API writes it', async () => {
  const grid = await newUnit(company.admin, '锦业路', 'grid');
  const account = await newAccount(company.admin, {
    monthlySpend: yuan(300),
    industry: 'finance',
    shortNames: ['甲'],
  });
  const patch = {
    monthlySpend: yuan(450),
    industry: null,
    shortNames: ['甲', '乙'],
    gridId: grid.id,
    grade: 'none',
  };
  await change(account.id, patch);
  const [, event] = await eventsOf(company, account.id);
  expect(event).toMatchObject({ type: 'account.changed', version: 2, actorId: company.admin.id });
  expect(event?.data).toEqual({
    changes: {
      monthlySpend: [yuan(300), yuan(450)],
      industry: ['finance', null],
      shortNames: [['甲'], ['甲', '乙']],
      gridId: [null, grid.id],
    },
  });
});

test('search follows an account that is renamed', async () => {
  const account = await newAccount(company.admin, { name: '西安大数据', nameEn: 'Qinling Data', creditCode });
  expect(await found('大数据')).toEqual([account.id]);
  expect(await found(creditCode.toLowerCase())).toEqual([account.id]);
  await change(account.id, { name: '渭南云计算', nameEn: null, creditCode: null });
  expect(await found('云计算')).toEqual([account.id]);
  for (const old of ['大数据', 'Qinling', creditCode]) expect(await found(old)).toEqual([]);
});

test.each([
  ['changes something else', { industry: 'finance' }],
  ['says what is there already', { name: '西安大数据' }],
])(
  'a change that %s leaves the search index alone, which somebody else may be renewing',
  async (_, patch) => {
    const { id } = await newAccount(company.admin, { name: '西安大数据' });
    const indexings = () => company.database.recorded().filter(({ sql }) => sql.includes('accounts_search'));
    const before = indexings().length;
    expect(before).toBeGreaterThan(0);
    expect((await change(id, patch)).status).toBe(200);
    expect(indexings()).toHaveLength(before);
  },
);

describe('names and codes of others', () => {
  test('are refused as they are for a new account', async () => {
    const other = await newAccount(company.admin, {
      name: '华为技术有限公司',
      creditCode,
      externalId: 'boss-1',
    });
    const { id } = await newAccount(company.admin);
    expect((await change(id, { creditCode })).body).toMatchObject({
      code: 'account.duplicate_credit_code',
      existing: { id: other.id },
    });
    expect((await change(id, { externalId: 'boss-1' })).body.code).toBe('account.duplicate_external_id');
    const renamed = await change(id, { name: '华为技术（集团）公司' });
    expect(renamed.body).toMatchObject({ code: 'account.similar_name', candidates: [{ id: other.id }] });
    expect((await change(id, { name: '华为技术（集团）公司', force: true })).status).toBe(200);
  });

  test('are not the own ones', async () => {
    const { id, name } = await newAccount(company.admin, { creditCode, externalId: 'boss-1' });
    expect((await change(id, { name, creditCode, externalId: 'boss-1', grade: 'A' })).status).toBe(200);
  });

  test('were answered when the name was chosen: a change that keeps it is not asked again', async () => {
    await newAccount(company.admin, { name: '华为技术有限公司' });
    const { id, name } = await newAccount(company.admin, { name: '华为技术', force: true });
    expect((await change(id, { name, grade: 'A' })).status).toBe(200);
    expect((await change(id, { name: '华为技术股份有限公司' })).status).toBe(200);
  });

  test('of whom twenty take the same code at once, one has it', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => newAccount(company.admin)));
    expect(tally(await Promise.all(all.map(({ id }) => change(id, { creditCode }))))).toEqual({
      200: 1,
      409: 19,
    });
  });
});

describe('the blacklist', () => {
  const reason = '恶意欠费';

  test('takes nobody without a reason of this time, and nobody loses the reason while on it', async () => {
    const { id } = await newAccount(company.admin);
    expect((await change(id, { blacklisted: true })).body.code).toBe('account.blacklist_reason_missing');
    const listed = await change(id, { blacklisted: true, blacklistReason: reason });
    expect(listed.body).toMatchObject({ blacklisted: true, blacklistReason: reason });
    expect((await change(id, { blacklisted: true, grade: 'C' })).status).toBe(200);
    expect((await change(id, { blacklistReason: null })).body.code).toBe('account.blacklist_reason_missing');
    expect((await change(id, { blacklisted: false })).body).toMatchObject({ blacklisted: false });
    expect((await change(id, { blacklisted: true })).body.code).toBe('account.blacklist_reason_missing');
  });
});

test('somebody who sees an account by one role changes it only where another role lets him', async () => {
  const branch = await newUnit(company.admin, '高新分公司', 'branch');
  const someone = await company.colleague(
    '王磊',
    { permissions: ['accounts.read'], scope: 'tenant' },
    { permissions: ['accounts.update'], scope: 'unit', unitId: branch.id },
  );
  const inside = await newAccount(company.admin, { orgUnitId: branch.id });
  const outside = await newAccount(company.admin);
  expect((await change(inside.id, { grade: 'A' }, {}, someone)).status).toBe(200);
  const { status, body } = await change(outside.id, { grade: 'A' }, {}, someone);
  expect([status, body.code]).toEqual([403, 'request.not_permitted']);
});

test('the owner who gives his account away sees it no more', async () => {
  const rights = { permissions: ['accounts.read', 'accounts.update'], scope: 'own' } as const;
  const someone = await company.colleague('王磊', rights);
  const { id } = await newAccount(company.admin, { ownerId: someone.id });
  expect((await change(id, { ownerId: company.admin.id }, {}, someone)).status).toBe(200);
  expect((await change(id, { grade: 'A' }, {}, someone)).body.code).toBe('account.not_found');
});
