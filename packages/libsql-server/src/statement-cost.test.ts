import { describe, expect, test } from 'vitest';
import type { StatementCost } from './index.ts';
import { CLOSE, execute, startTestServer } from './test-support.ts';

async function costsWith(rows: number, ...statements: string[]): Promise<Map<string, StatementCost>> {
  const costs = new Map<string, StatementCost>();
  const { send } = startTestServer({
    measures: () => true,
    onStatement: (sql, _, cost) => cost && costs.set(sql, cost),
  });
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

  test('is told per statement, by its text', async () => {
    const costs = await costsWith(10, byKey, sort);
    expect([...costs.keys()]).toEqual([byKey, sort]);
    expect(costs.get(byKey)).toMatchObject({ sorts: 0, autoindexes: 0, fullScanSteps: 0 });
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
    const seen: (StatementCost | undefined)[] = [];
    const { send } = startTestServer({ measures: () => true, onStatement: (_, __, cost) => seen.push(cost) });
    await send([execute('SELECT 1'), execute('SELECT 1'), CLOSE]);
    await send([execute('SELECT 1'), CLOSE]);
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map((cost) => cost?.steps)).size).toBe(1);
  });

  test('is that of the one run, also when the same text was prepared anew since', async () => {
    const seen: [string, number | undefined][] = [];
    const { send } = startTestServer({
      measures: () => true,
      onStatement: (sql, _, cost) => seen.push([sql, cost?.steps]),
    });
    const change = (name: string) => send([execute(`CREATE TABLE ${name} (a)`), CLOSE]);
    await change('t');
    for (const name of ['u', 'v', 'w']) {
      await send([execute('SELECT a FROM t'), execute('SELECT 2'), execute('SELECT a FROM t'), CLOSE]);
      await change(name);
    }
    const texts = seen.map(([sql]) => sql).filter((sql) => sql.startsWith('SELECT'));
    expect(texts).toEqual(Array(3).fill(['SELECT a FROM t', 'SELECT 2', 'SELECT a FROM t']).flat());
    expect(new Set(seen.filter(([sql]) => sql === 'SELECT a FROM t').map(([, steps]) => steps)).size).toBe(1);
  });

  test('is told of the databases that are to be measured; of the others what ran', async () => {
    const seen: [string, string, boolean][] = [];
    const { send } = startTestServer({
      measures: (database) => database !== 'main',
      onStatement: (sql, database, cost) => seen.push([sql, database, cost !== undefined]),
    });
    await send([execute('SELECT 1'), CLOSE]);
    expect(seen).toEqual([['SELECT 1', 'main', false]]);
  });

  test('is not told of a statement that failed', async () => {
    expect([...(await costsWith(1, 'INSERT INTO t VALUES (1, 1)')).keys()]).toEqual([]);
  });
});
