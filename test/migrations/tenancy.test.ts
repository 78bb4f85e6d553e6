import { testDatabase } from '@keyline/testkit';
import { describe, expect, test } from 'vitest';
import { readDatabaseSchema } from './database-schema.ts';
import {
  idsWithoutForeignKey,
  indexesAcrossTenants,
  keysOfRows,
  tablesOfNoTenant,
  tenancyFindings,
} from './tenancy-rule.ts';

/** The findings on a migrated database to which these statements did something. */
async function findingsAfter(...statements: string[]) {
  const database = await testDatabase().fresh();
  for (const statement of statements) await database.execute(statement);
  return tenancyFindings(await readDatabaseSchema(database));
}

test('every table keeps tenants apart', async () => {
  expect(await findingsAfter()).toEqual([]);
});

test('every exception has its reason', () => {
  const reasons = [tablesOfNoTenant, keysOfRows, indexesAcrossTenants, idsWithoutForeignKey].flatMap(
    Object.values,
  );
  for (const reason of reasons) expect(reason.length).toBeGreaterThan(10);
});

const columns = 'tenant_id TEXT NOT NULL, id TEXT NOT NULL';

describe('the guard bites on', () => {
  test.each([
    ['a table that takes any type', 'CREATE TABLE loose (a TEXT)', 'loose: is not STRICT'],
    [
      'a table without row numbers',
      `CREATE TABLE packed (${columns}, PRIMARY KEY (tenant_id, id)) STRICT, WITHOUT ROWID`,
      'packed: is WITHOUT ROWID',
    ],
    [
      'a primary key that leaves the tenant for later',
      `CREATE TABLE late (${columns}, PRIMARY KEY (id, tenant_id)) STRICT`,
      'late: its primary key does not start with tenant_id',
      'late (id, tenant_id): an index that does not start with tenant_id',
    ],
    [
      'a table without a primary key',
      `CREATE TABLE keyless (${columns}) STRICT`,
      'keyless: its primary key does not start with tenant_id',
    ],
    [
      'a tenant that may be null',
      'CREATE TABLE free (rid INTEGER PRIMARY KEY, tenant_id TEXT) STRICT',
      'free: tenant_id may be null',
      'free: its primary key does not start with tenant_id',
    ],
    [
      'an index over all tenants',
      'CREATE INDEX users_by_any_name ON users (name, tenant_id)',
      'users (name, tenant_id): an index that does not start with tenant_id',
    ],
    [
      'an index of an expression',
      'CREATE INDEX users_by_lower ON users (lower(name))',
      'users (): an index that does not start with tenant_id',
    ],
    [
      'a UNIQUE over all tenants',
      `CREATE TABLE lone (${columns}, code TEXT UNIQUE, PRIMARY KEY (tenant_id, id)) STRICT`,
      'lone (code): an index that does not start with tenant_id',
    ],
    [
      'a foreign key that takes the id of any tenant',
      `CREATE TABLE child (${columns}, unit_id TEXT REFERENCES org_units (id), PRIMARY KEY (tenant_id, id)) STRICT`,
      'child: a foreign key to org_units without tenant_id',
    ],
    [
      'a foreign key that mixes the columns up',
      `CREATE TABLE mixed (${columns}, unit_id TEXT, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, unit_id) REFERENCES org_units (id, tenant_id)) STRICT`,
      'mixed: a foreign key to org_units without tenant_id',
    ],
    [
      'an id that nothing checks',
      'ALTER TABLE contacts ADD COLUMN partner_id TEXT',
      'contacts.partner_id: an id without a foreign key',
    ],
    [
      'an excuse for what is gone',
      'DROP INDEX idempotency_by_age',
      'idempotency (created_at): is excused, and is not there',
    ],
  ])('%s', async (_, statement, ...findings) => {
    expect(await findingsAfter(statement)).toEqual(findings);
  });

  test('no foreign key within a tenant', async () => {
    const own = `CREATE TABLE child (${columns}, unit_id TEXT, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, unit_id) REFERENCES org_units (tenant_id, id)) STRICT`;
    expect(await findingsAfter(own)).toEqual([]);
  });
});
