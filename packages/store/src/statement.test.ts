import { accounts, roles, users } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  asBoolean,
  asJson,
  asNumber,
  asText,
  at,
  columns,
  principal,
  statement,
  systemStatement,
  tenant,
  value,
} from './statement.ts';

describe('a statement', () => {
  test('without its tenant is refused when it is made', () => {
    const everybody = sql`SELECT 1 FROM ${users} WHERE ${users.id} = ${value('id')}`;
    expect(() => statement({ values: ['id'], sql: everybody })).toThrow('statement without its tenant');
    expect(systemStatement({ values: ['id'], sql: everybody }).reach).toBe('system');
  });

  test('with a value that it does not declare is refused when it is made', () => {
    const asked = sql`SELECT 1 FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${value('id')}`;
    expect(() => statement({ sql: asked })).toThrow('value id is not declared');
    expect(() => statement({ values: ['name'], sql: asked })).toThrow('value id is not declared');
    expect(() => systemStatement({ sql: sql`SELECT ${value('id')}` })).toThrow('value id is not declared');
  });

  test('names its values in the order of their places, the store its own', () => {
    const asked = statement({
      values: ['name', 'id'],
      sql: sql`SELECT ${value('id')}, ${tenant}, ${principal}, ${value('name')}, ${5}, ${tenant}`,
    });
    expect(asked.sql).toBe('SELECT ?, ?, ?, ?, ?, ?');
    expect(asked.parameters).toEqual(['id', 'tenant', 'principal', 'name', { constant: 5 }, 'tenant']);
    expect(asked.reach).toBe('tenant');
  });

  test('takes exactly the values it declares', () => {
    const asked = statement({ values: ['id'], sql: sql`SELECT ${tenant}, ${value('id')}` });
    expectTypeOf(asked.bind).parameter(0).toHaveProperty('id');
    expect(asked.bind({ id: 'a' })).toEqual({ statement: asked, values: { id: 'a' } });
  });
});

describe('rows', () => {
  const row = {
    id: users.id,
    orgUnitId: users.orgUnitId,
    roleName: roles.name,
    top500: accounts.top500,
    isMine: asBoolean,
    held: asJson<string[]>([]),
  };
  const asked = statement({ row, sql: sql`SELECT ${tenant}` });

  test('are read by their columns, and by decoders where there is none', () => {
    const raw = { id: 'usr_1', orgUnitId: null, roleName: '{"en":"a"}', top500: 1, isMine: 0, held: '["a"]' };
    const read = asked.decode(raw);
    expect(read).toEqual({
      id: 'usr_1',
      orgUnitId: null,
      roleName: { en: 'a' },
      top500: true,
      isMine: false,
      held: ['a'],
    });
    expectTypeOf(read.orgUnitId).toEqualTypeOf<string | null>();
    expectTypeOf(read.top500).toEqualTypeOf<boolean>();
    expectTypeOf(read.held).toEqualTypeOf<string[]>();
  });

  test('have null, not undefined, where the database said nothing', () => {
    expect(asked.decode({ id: 'usr_1' })).toEqual({
      id: 'usr_1',
      orgUnitId: null,
      roleName: null,
      top500: null,
      isMine: false,
      held: [],
    });
  });
});

test('the select list names each column as the row does, of the table or of an alias', () => {
  const row = { userName: users.name, count: asNumber };
  const built = systemStatement({ sql: sql`${columns(row)} | ${columns(row, 'u')} | ${at('u', users.id)}` });
  expect(built.sql).toBe('"users"."name" AS "userName" | "u"."name" AS "userName" | "u"."id"');
});

test('computed values', () => {
  expect([1, true, 0, false, null, '1'].map(asBoolean)).toEqual([true, true, false, false, false, false]);
  expect([1, 1n, '1', 1.5].map(asNumber)).toEqual([1, 1, 1, 1.5]);
  expect([null, 'a', 1].map(asText)).toEqual([null, 'a', '1']);
  expect(asJson<number[] | null>(null)(null)).toBeNull();
});
