import { accounts, apiKeys, orgUnits, roles } from '@keyline/schema';
import { type OrgUnitSetting, orgUnitSetting } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { insert, update } from './writes.ts';

let setting: OrgUnitSetting;
beforeEach(async () => {
  setting = await orgUnitSetting();
});

const stamps = { version: 1, createdAt: 1, updatedAt: 1, createdBy: 'usr_1' };

describe('an insert', () => {
  test('gets its tenant from the store, whatever the row says', async () => {
    const row = {
      id: 'rol_1',
      key: 'k',
      kind: 'custom',
      name: { en: 'Desk', 'zh-CN': '前台' },
      ...stamps,
    } as const;
    const smuggled = { ...row, tenantId: 'ten_foreign' };
    expect(insert(roles, smuggled).statement).toBe(insert(roles, row).statement);
    await setting.store.commit({ changes: [], also: [insert(roles, smuggled)] });
    const [stored] = await setting.database.execute('SELECT tenant_id, name FROM roles');
    expect(stored).toMatchObject({ tenant_id: setting.given.tenantId, name: '{"en":"Desk","zh-CN":"前台"}' });
  });

  test('stores each kind of value as its column keeps it', () => {
    const { values } = insert(accounts, {
      id: 'acc_1',
      name: 'Acme',
      shortNames: ['A', 'AC'],
      nameKey: 'acme',
      searchText: 'acme',
      kind: 'company',
      presence: 'none',
      grade: 'c',
      strategic: true,
      top500: false,
      blacklisted: false,
      monthlySpend: 5,
      industry: null,
      state: 'active',
      ...stamps,
    });
    expect(values).toMatchObject({
      shortNames: '["A","AC"]',
      strategic: 1,
      top500: 0,
      monthlySpend: 5,
      industry: null,
    });
  });

  test('of the same fields is the same statement, in whatever order they stand', () => {
    const given = { ...stamps, categories: [], state: 'active' as const };
    const one = insert(orgUnits, { id: 'a', kind: 'grid', name: 'a', path: 'a/', ...given });
    const other = insert(orgUnits, { ...given, path: 'b/', name: 'b', kind: 'grid', id: 'b' });
    const more = insert(orgUnits, { ...given, path: 'b/', name: 'b', kind: 'grid', id: 'b', parentId: 'a' });
    expect(other.statement).toBe(one.statement);
    expect(more.statement).not.toBe(one.statement);
  });

  test('into a column that the table lacks is an error', () => {
    const wrong = { id: 'a', colour: 'red' } as unknown as Parameters<typeof insert<typeof orgUnits>>[1];
    expect(() => insert(orgUnits, wrong)).toThrow('org_units has no column colour');
  });
});

describe('an update', () => {
  test('sets the fields of the one row that it names, and clears with null', async () => {
    const parent = await setting.unit();
    const [unit, other] = [await setting.unit({ parentId: parent.id }), await setting.unit()];
    await setting.store.commit({
      changes: [],
      also: [update(orgUnits, { id: unit.id, kind: 'branch' }, { name: 'North', parentId: null })],
    });
    expect(await setting.stored(unit.id)).toEqual({ ...unit, name: 'North', parentId: null });
    expect(await setting.stored(other.id)).toEqual(other);
  });

  test('hits nothing when one of its guards fails', async () => {
    const unit = await setting.unit();
    await setting.store.commit({
      changes: [],
      also: [update(orgUnits, { id: unit.id, version: 7 }, { name: 'North' })],
    });
    expect(await setting.stored(unit.id)).toEqual(unit);
  });

  test('may set a field that it also guards', async () => {
    const unit = await setting.unit();
    await setting.store.commit({
      changes: [],
      also: [update(orgUnits, { id: unit.id, version: 1 }, { version: 2 })],
    });
    expect(await setting.stored(unit.id)).toEqual({ ...unit, version: 2 });
  });

  test('of the same fields is the same statement, in whatever order they stand', () => {
    const one = update(apiKeys, { id: 'a', version: 1 }, { name: 'a', ips: ['1.1.1.1'] });
    const other = update(apiKeys, { version: 2, id: 'b' }, { ips: null, name: 'b' });
    expect(other.statement).toBe(one.statement);
    expect(update(apiKeys, { id: 'a' }, { name: 'a' }).statement).not.toBe(one.statement);
  });
});
