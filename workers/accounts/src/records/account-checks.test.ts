import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, newUnit, type ProblemBody } from '../testing/records.ts';

const creditCode = '91610131MA6U0XYM9D';
let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

function create(body: object, by = company.admin) {
  return by.request<Json & ProblemBody>('POST', '/v1/accounts', { body: { kind: 'enterprise', ...body } });
}

describe('a similar name', () => {
  const variants = ['华为技术（集团）股份有限公司', ' 华为技术 ', '华为技术有限责任公司'];

  test.each(variants)('is asked about: %j', async (name) => {
    const known = await newAccount(company.admin, { name: '华为技术有限公司' });
    const { status, body } = await create({ name });
    expect([status, body.code]).toEqual([409, 'account.similar_name']);
    expect(body.candidates).toEqual([
      { id: known.id, name: '华为技术有限公司', createdAt: known.createdAt, ownerName: 'Li Na' },
    ]);
  });

  test('stands beside the other one when the caller insists', async () => {
    await newAccount(company.admin, { name: '华为技术有限公司' });
    expect((await create({ name: '华为技术', force: true })).status).toBe(201);
    const { body } = await create({ name: '华为技术集团' });
    expect(body.candidates).toHaveLength(2);
  });

  test('does not hide that the credit code is taken, which nobody can override', async () => {
    await newAccount(company.admin, { name: '华为技术有限公司', creditCode });
    const { body } = await create({ name: '华为技术', creditCode, force: true });
    expect(body.code).toBe('account.duplicate_credit_code');
  });
});

describe('an account that the caller may not see is named by owner and unit only', () => {
  const own = { permissions: ['accounts.read', 'accounts.create'], scope: 'own' } as const;

  test('as a candidate of a similar name', async () => {
    const branch = await newUnit(company.admin, '高新分公司', 'branch');
    await newAccount(company.admin, { name: '华为技术有限公司', orgUnitId: branch.id });
    const someone = await company.colleague('王磊', own);
    const mine = await newAccount(company.admin, { name: '华为技术', ownerId: someone.id, force: true });
    const { status, body } = await create({ name: '华为技术集团' }, someone);
    expect(status).toBe(409);
    expect(body.candidates).toHaveLength(2);
    expect(body.candidates).toContainEqual({ ownerName: 'Li Na', orgUnitName: '高新分公司' });
    expect(body.candidates).toContainEqual({
      id: mine.id,
      name: '华为技术',
      createdAt: mine.createdAt,
      ownerName: '王磊',
    });
  });

  test('as the one that has the credit code or the external id', async () => {
    await newAccount(company.admin, { creditCode, externalId: 'boss-1', ownerId: null });
    const someone = await company.colleague('王磊', own);
    const nobody = { ownerName: null, orgUnitName: null };
    expect((await create({ name: '甲', creditCode }, someone)).body.existing).toEqual(nobody);
    expect((await create({ name: '乙', externalId: 'boss-1' }, someone)).body.existing).toEqual(nobody);
  });

  test('and one of the own unit is named in full', async () => {
    const branch = await newUnit(company.admin, '高新分公司', 'branch');
    const grid = await newUnit(company.admin, '锦业路', 'grid', branch.id);
    const known = await newAccount(company.admin, { name: '华为技术', orgUnitId: grid.id });
    const someone = await company.colleague('王磊', { ...own, scope: 'unit', unitId: branch.id });
    expect((await create({ name: '华为技术' }, someone)).body.candidates).toMatchObject([{ id: known.id }]);
  });
});
