import { describe, expect, test } from 'vitest';
import type { StatementCost } from './index.ts';
import { CLOSE, execute, startTestServer } from './test-support.ts';

async function costsWith(rows: number, ...statements: string[]): Promise<Map<string, StatementCost>> {
  const costs = new Map<string, StatementCost>();
  const { send } = startTestServer({ onStatement: (sql, cost) => costs.set(sql, cost) });
  const fill = `INSERT INTO t WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT ${rows}) SELECT x, x FROM c`;
  await send([execute('CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)'), execute(fill), CLOSE]);
  costs.clear();
  await send([execute('BEGIN'), ...statements.map((sql) => execute(sql)), execute('COMMIT'), CLOSE]);
  return costs;
}

describe('what statements cost', () => {
  const byKey = 'SELECT * FROM t WHERE id = 5';
  const scan = 'SELECT count(*) FROM t WHERE a = 5';
  const sort = 'SELECT * FROM t ORDER BY a LIMIT 1';

  test('is told per statement, by its text and database', async () => {
    const costs = await costsWith(10, byKey, sort);
    expect([...costs.keys()]).toEqual([byKey, sort]);
    expect(costs.get(byKey)).toMatchObject({ database: 'main', sorts: 0, autoindexes: 0, fullScanSteps: 0 });
    expect(costs.get(sort)?.sorts).toBe(1);
  });

  test('tells a search, which stays the same, from a scan, which grows with the table', async () => {
    const small = await costsWith(100, byKey, scan);
    const large = await costsWith(1_000, byKey, scan);
    expect(large.get(byKey)).toEqual(small.get(byKey));
    expect(large.get(scan)?.steps).toBeGreaterThan(5 * (small.get(scan)?.steps ?? 0));
    expect(large.get(scan)?.fullScanSteps).toBe(999);
  });

  test('is that of the one run, also when the statement runs again', async () => {
    const seen: StatementCost[] = [];
    const { send } = startTestServer({ onStatement: (sql, cost) => sql === 'SELECT 1' && seen.push(cost) });
    await send([execute('SELECT 1'), execute('SELECT 1'), CLOSE]);
    await send([execute('SELECT 1'), CLOSE]);
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(({ steps }) => steps)).size).toBe(1);
  });

  test('is not told of a statement that failed', async () => {
    expect([...(await costsWith(1, 'INSERT INTO t VALUES (1, 1)')).keys()]).toEqual([]);
  });
});
