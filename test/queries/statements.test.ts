import { listWindow } from '@keyline/auth';
import { testDatabase } from '@keyline/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectNone } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { planOf } from './plan.ts';
import { planFindings } from './plan-rule.ts';
import { growthFindings } from './steps-rule.ts';
import { isSystemStatement, systemStatements } from './system-statements.ts';
import { askLists, type Errand, openTenant, workThrough } from './workload.ts';

/**
 * Rows that a list looks at per page while steps are counted, in place of its thousands: fewer than either
 * tenant has, so that what grows beyond them is seen to grow.
 */
const window = 250;

describe('every statement that the program runs', () => {
  let small: readonly Errand[];
  let large: readonly Errand[];
  let largeAtUsualWindow: readonly Errand[];
  let statements: readonly string[];
  beforeAll(async () => {
    const surface = await productSurface();
    small = await workThrough(await openTenant(surface, 1000), window);
    const tenant = await openTenant(surface, 10_000);
    largeAtUsualWindow = await askLists(tenant, listWindow, 'alone');
    // What was read and logged once in an hour is not logged again: the errands would run fewer statements.
    await tenant.world.database.execute('DELETE FROM event_origins');
    await tenant.world.database.execute("DELETE FROM events WHERE type LIKE '%.private_read'");
    large = await workThrough(tenant, window);
    statements = [...new Set(small.flatMap((errand) => errand.statements.map(({ sql }) => sql)))];
  }, 400_000);

  test('stays in its tenant, goes by an index, and sorts no rows of a table', async () => {
    const database = await testDatabase().fresh();
    const findings = new Map<string, string>();
    for (const sql of statements.filter((one) => !isSystemStatement(one))) {
      for (const finding of planFindings(sql, await planOf(database, sql))) findings.set(finding, sql);
    }
    expectNone([...findings].map(([finding, sql]) => `${finding}\n  in: ${sql}`));
    expect(statements.length).toBeGreaterThan(300);
  }, 60_000);

  test('takes no more steps with 10,000 accounts than with 1,000', () => {
    expectNone(growthFindings(small, large, window));
  });

  test('of a list ends with the page: one that fills costs the same however wide the window is', () => {
    const unfiltered = largeAtUsualWindow.filter(({ filtered }) => !filtered);
    const asked = new Set(unfiltered.map(({ what }) => what));
    const before = large.filter(({ what }) => asked.has(what));
    expect(before.length).toBeGreaterThan(100);
    expectNone(growthFindings(before, unfiltered, window));
  });

  test.each(Object.keys(systemStatements))(
    'is the only one to reach over tenants that begins with %s',
    (beginning) => {
      expect(statements.filter((sql) => sql.startsWith(beginning))).toHaveLength(1);
      expect(systemStatements[beginning]?.length).toBeGreaterThan(30);
    },
  );
});
