import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, newUnit } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

async function names(
  query: Readonly<Record<string, string>> = {},
  by: Colleague = company.admin,
): Promise<unknown[]> {
  const path = `/v1/accounts?${new URLSearchParams(query)}`;
  const { status, body } = await by.request<{ data: Json[] }>('GET', path);
  return status === 200 ? body.data.map(({ name }) => name) : [body];
}

async function add(...accounts: readonly (string | object)[]): Promise<void> {
  for (const one of accounts) {
    await newAccount(company.admin, { force: true, ...(typeof one === 'string' ? { name: one } : one) });
  }
}

describe('a search', () => {
  beforeEach(async () => {
    await add(
      { name: '西安市大数据服务有限公司', shortNames: ['西数'], creditCode: '91610131MA6U0XYM9D' },
      { name: '陕西数字安全集团', nameEn: 'Shaanxi Digital Security' },
      '安西大酒店',
    );
  });

  test.each([
    ['数据', ['西安市大数据服务有限公司']],
    ['西安', ['西安市大数据服务有限公司']],
    ['安西', ['安西大酒店']],
    ['西数', ['陕西数字安全集团', '西安市大数据服务有限公司']],
    ['安', ['安西大酒店', '陕西数字安全集团', '西安市大数据服务有限公司']],
    ['digital sec', ['陕西数字安全集团']],
    ['ＳＨＡＡＮＸＩ', ['陕西数字安全集团']],
    ['igital', []],
    ['91610131ma6u', ['西安市大数据服务有限公司']],
    ['大数据 酒店', []],
    ['大 酒', ['安西大酒店']],
    ['（）', []],
  ])('for %j finds every account that has all of it, the newest first', async (q, expected) => {
    expect(await names({ q })).toEqual(expected);
  });

  test('finds nothing of another tenant', async () => {
    const stranger = await givenCompany();
    expect(await names({ q: '西安' }, stranger.admin)).toEqual([]);
  });

  test('finds what the caller may see, and narrows by the filters', async () => {
    const someone = await company.colleague('王磊', { permissions: ['accounts.read'], scope: 'own' });
    await add(
      { name: '西安高新', ownerId: someone.id, presence: 'existing' },
      { name: '西安曲江', presence: 'existing' },
    );
    expect(await names({ q: '西安' }, someone)).toEqual(['西安高新']);
    expect(await names({ q: '西安', presence: 'existing' })).toEqual(['西安曲江', '西安高新']);
  });
});

describe('without a search', () => {
  test('the newest stands first, and other orders are to be had', async () => {
    await add(
      { name: '乙', monthlySpend: { amount: 5, currency: 'CNY' } },
      { name: '甲' },
      { name: '丙', monthlySpend: { amount: 9, currency: 'CNY' } },
    );
    expect(await names()).toEqual(['丙', '甲', '乙']);
    expect(await names({ sort: 'createdAt' })).toEqual(['乙', '甲', '丙']);
    expect(await names({ sort: '-monthlySpend' })).toEqual(['丙', '乙', '甲']);
    expect(await names({ sort: 'name' })).toEqual(['丙', '乙', '甲'].sort());
    await add({ name: '丁', kind: 'government' });
    expect(await names({ kind: 'government' })).toEqual(['丁']);
  });

  test('each account that somebody may see stands there once, whatever the ways to it', async () => {
    const branch = await newUnit(company.admin, '高新分公司', 'branch');
    const grid = await newUnit(company.admin, '锦业路', 'grid', branch.id);
    const someone = await company.colleague(
      '王磊',
      { permissions: ['accounts.read', 'accounts.create'], scope: 'own' },
      { permissions: ['accounts.read'], scope: 'unit', unitId: branch.id },
    );
    await add(
      { name: '名下', ownerId: someone.id },
      { name: '名下且分公司', ownerId: someone.id, orgUnitId: branch.id },
      { name: '网格', orgUnitId: grid.id },
      { name: '别处' },
      { name: '公司', orgUnitId: company.rootId },
    );
    await newAccount(someone, { name: '自建', ownerId: null });
    await newAccount(someone, { name: '自建且网格', orgUnitId: grid.id });
    const visible = ['自建且网格', '自建', '网格', '名下且分公司', '名下'];
    expect(await names({}, someone)).toEqual(visible);
    expect(await names({ sort: 'createdAt' }, someone)).toEqual(visible.toReversed());
    expect(await names({ ownerId: someone.id }, someone)).toEqual(['自建且网格', '名下且分公司', '名下']);
    expect(await names({ orgUnitId: grid.id }, someone)).toEqual(['自建且网格', '网格']);
  });

  test('an account that was renamed, moved or given away is found by what it is now', async () => {
    const parent = await newAccount(company.admin, { name: '集团' });
    const { id } = await newAccount(company.admin, { name: '子公司' });
    await company.admin.request('PATCH', `/v1/accounts/${id}`, {
      body: { parentId: parent.id, ownerId: null },
    });
    expect(await names({ parentId: parent.id })).toEqual(['子公司']);
    expect(await names({ ownerId: company.admin.id })).toEqual(['集团']);
  });
});
