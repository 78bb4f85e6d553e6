import { nameKey, newId } from '@keyline/kernel';
import { givenTenant, insertRow, type TestDatabase, testDatabase } from '@keyline/testkit';
import {
  searchQuery,
  searchText,
  searchTokens,
  tenantToken,
} from '@keyline/worker-accounts/domain/search-terms';
import { beforeAll, expect, test } from 'vitest';
import { loadAccounts } from './load-accounts.ts';
import { commonWord, rareWord } from './name-patterns.ts';

const count = 2000;

let database: TestDatabase;
let tenantId: string;
let ownerIds: readonly string[];
beforeAll(async () => {
  database = await testDatabase().fresh();
  const given = await givenTenant(database);
  tenantId = given.tenantId;
  ownerIds = [given.userId, ...(await Promise.all([addUser(), addUser()]))];
  await loadAccounts(database.client(), { tenantId, ownerIds, count });
});

async function addUser(): Promise<string> {
  const id = newId('user');
  const stamps = { version: 1, created_at: 0, updated_at: 0, created_by: id };
  const row = { tenant_id: tenantId, id, ...stamps, name: id, email: id, email_key: id, status: 'active' };
  await insertRow(database, 'users', row);
  return id;
}

async function found(q: string): Promise<number> {
  const match = `${tenantToken(tenantId)} AND ${searchQuery(q)?.match}`;
  const rows = await database.execute('SELECT rowid FROM accounts_search WHERE accounts_search MATCH ?', [
    match,
  ]);
  return rows.length;
}

test('so many accounts are there, each with its own name and id, shared among the owners', async () => {
  const [counted] = await database.execute(
    'SELECT count(*) AS accounts, count(DISTINCT id) AS ids, count(DISTINCT name) AS names FROM accounts WHERE tenant_id = ?',
    [tenantId],
  );
  expect(counted).toEqual({ accounts: count, ids: count, names: count });
  const shares = await database.execute('SELECT count(*) AS n FROM accounts GROUP BY owner_id');
  expect(shares).toHaveLength(ownerIds.length);
  for (const { n } of shares) expect(Number(n)).toBeGreaterThan(count / ownerIds.length - 10);
});

test('each has the key, the text and the tokens that the API would have given it', async () => {
  const rows = await database.execute('SELECT rid, name, name_key, search_text FROM accounts');
  for (const [i, { rid, name, name_key, search_text }] of rows.entries()) {
    expect([name_key, search_text]).toEqual([nameKey(String(name)), searchText([String(name)])]);
    if (i % 97 !== 0) continue;
    const all = `${tenantToken(tenantId)} ${searchTokens([String(name)])}`.split(' ').join(' AND ');
    const sql = 'SELECT 1 FROM accounts_search WHERE rowid = ? AND accounts_search MATCH ?';
    expect(await database.execute(sql, [Number(rid), all]), String(name)).toHaveLength(1);
  }
});

test('half of them hold the common word, and about twenty the rare one', async () => {
  expect(await found(commonWord)).toBeGreaterThan(count * 0.3);
  expect(await found(commonWord)).toBeLessThan(count * 0.6);
  expect(await found(rareWord)).toBe(20);
});

test('the same load in another tenant gives the same accounts', async () => {
  const other = await givenTenant(database);
  await loadAccounts(database.client(), { tenantId: other.tenantId, ownerIds: [other.userId], count });
  const columns = 'id, name, created_at, updated_at, kind, presence, grade, monthly_spend';
  const of = (tenant: string) =>
    database.execute(`SELECT ${columns} FROM accounts WHERE tenant_id = ? ORDER BY id`, [tenant]);
  expect(await of(other.tenantId)).toEqual(await of(tenantId));
});
