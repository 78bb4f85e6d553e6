import { type TestDatabase, testDatabase } from '@keyline/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { databaseWithTenants } from '../support/tenants.ts';
import { planOf } from './plan.ts';
import { planFindings } from './plan-rule.ts';
import { growthFindings } from './steps-rule.ts';
import { fillTenant } from './tenant-data.ts';
import type { Errand } from './workload.ts';

describe('the guard over plans bites on', () => {
  test.each([
    [
      'a statement that names no tenant',
      'SELECT a.name FROM accounts a WHERE a.id = ?',
      [
        'accounts a: named 1 times, its tenant compared 0 times',
        expect.stringMatching(/^scans accounts: SCAN a/),
      ],
    ],
    [
      'a table beside the one whose tenant is named',
      'SELECT c.name FROM accounts a CROSS JOIN contacts c ON c.id = a.name WHERE a.tenant_id = ?',
      ['contacts c: named 1 times, its tenant compared 0 times', 'scans contacts: SCAN c'],
    ],
    [
      'a second mention of a table without its tenant',
      'SELECT 1 FROM accounts a WHERE a.tenant_id = ? AND a.id IN (SELECT a.id FROM accounts a WHERE a.name = ?)',
      [
        'accounts a: named 2 times, its tenant compared 1 times',
        expect.stringMatching(/^(scans accounts|accounts not)/),
      ],
    ],
    [
      'a tenant that comes from another row',
      'SELECT u.name FROM accounts a JOIN users u ON u.tenant_id = a.tenant_id AND u.id = a.owner_id WHERE a.tenant_id = ? AND a.id = ?',
      ['users u: named 1 times, its tenant compared 0 times'],
    ],
    [
      'a scan of all rows',
      'SELECT a.name FROM accounts a WHERE +a.tenant_id = ?',
      [expect.stringMatching(/^scans accounts: SCAN a/)],
    ],
    [
      'a row found by its number without a look at its tenant',
      'SELECT a.name FROM accounts a WHERE a.rid = ?',
      ['accounts a: named 1 times, its tenant compared 0 times'],
    ],
    [
      'a sort without an index',
      'SELECT a.name FROM accounts a WHERE a.tenant_id = ? ORDER BY a.industry LIMIT 50',
      [expect.stringMatching(/^sorts rows of accounts: SEARCH a USING INDEX/)],
    ],
    [
      'groups without an index',
      'SELECT a.industry, count(*) FROM accounts a WHERE a.tenant_id = ? GROUP BY a.industry',
      [expect.stringMatching(/^sorts rows of accounts: SEARCH a USING INDEX/)],
    ],
    [
      'an index made for one run',
      'WITH i AS MATERIALIZED (SELECT a.name, a.industry FROM accounts a WHERE a.tenant_id = ?) SELECT i.name FROM json_each(?) j CROSS JOIN i ON i.industry = j.value',
      [expect.stringMatching(/^builds an index to run once: SEARCH i USING AUTOMATIC/)],
    ],
    [
      'the index of words without a word',
      'SELECT f.rowid FROM accounts_search f',
      [expect.stringMatching(/^no MATCH: SCAN f/)],
    ],
    [
      'a change of every row',
      'UPDATE accounts SET grade = ?',
      ['accounts accounts: named 1 times, its tenant compared 0 times', 'scans accounts: SCAN accounts'],
    ],
    [
      'a deletion over all tenants',
      'DELETE FROM contacts WHERE id = ?',
      ['contacts contacts: named 1 times, its tenant compared 0 times', 'scans contacts: SCAN contacts'],
    ],
    ['a row of no tenant', 'INSERT INTO users (id, name) VALUES (?, ?)', ['users: inserts no tenant']],
  ])('%s', async (_, sql, findings) => {
    expect(planFindings(sql, await planOf(await testDatabase().fresh(), sql))).toEqual(findings);
  });
});

describe('the guard over steps bites on', () => {
  const tenants: { readonly database: TestDatabase; readonly tenantId: string }[] = [];
  beforeAll(async () => {
    for (const size of [1000, 10_000]) {
      const { database, tenants: made } = await databaseWithTenants({ measured: true });
      await fillTenant(database, made.home.tenantId, size);
      tenants.push({ database, tenantId: made.home.tenantId });
    }
  });

  async function findingsOf(sql: string, filtered: boolean): Promise<string[]> {
    const [small = [], large = []] = await Promise.all(
      tenants.map(async ({ database, tenantId }): Promise<Errand[]> => {
        await database.client().execute({ sql, args: [tenantId] });
        return [{ what: 'a query', filtered, statements: database.measured().slice(-1) }];
      }),
    );
    return growthFindings(small, large, 250);
  }

  test.each([
    [
      'a sort of all accounts',
      'SELECT name FROM accounts a WHERE a.tenant_id = ? ORDER BY industry, name LIMIT 50',
    ],
    ['a search in all accounts', "SELECT name FROM accounts a WHERE a.tenant_id = ? AND name LIKE '%海%'"],
    ['a count of all accounts', 'SELECT count(*) FROM accounts a WHERE a.tenant_id = ?'],
    [
      'a page after many others',
      'SELECT name FROM accounts a WHERE a.tenant_id = ? ORDER BY created_at LIMIT 50 OFFSET 5000',
    ],
  ])('%s, even where a filter excuses some', async (_, sql) => {
    const found = [expect.stringMatching(/^a query: \d+ steps become \d+, \d+ at most, in: SELECT/)];
    expect(await findingsOf(sql, false)).toEqual(found);
    expect(await findingsOf(sql, true)).toEqual(found);
  });

  test('nothing that costs the same', async () => {
    const sql = 'SELECT name FROM accounts a WHERE a.tenant_id = ? ORDER BY created_at LIMIT 50';
    expect(await findingsOf(sql, false)).toEqual([]);
  });

  test('a larger tenant for which other statements are run', () => {
    const statements = [{ sql: 'SELECT 1', steps: 5 }];
    const small = [{ what: 'a query', filtered: false, statements }];
    const finding = 'a query: runs other statements in the large tenant';
    expect(growthFindings(small, [], 250)).toEqual([finding]);
    expect(growthFindings(small, [{ what: 'a query', filtered: false, statements: [] }], 250)).toEqual([
      finding,
    ]);
  });
});
