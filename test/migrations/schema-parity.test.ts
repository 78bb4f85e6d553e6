import { accounts, contacts, tableOwners } from '@keyline/schema';
import { testDatabase } from '@keyline/testkit';
import type { Table } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import { readDatabaseSchema } from './database-schema.ts';
import { parityFindings, undescribedTables } from './parity-rule.ts';

/** The findings on a migrated database to which these statements did something. */
async function findingsAfter(statements: readonly string[], tables: Iterable<Table> = tableOwners.keys()) {
  const database = await testDatabase().fresh();
  for (const statement of statements) await database.execute(statement);
  return parityFindings(await readDatabaseSchema(database), tables);
}

test('the migrated database is what packages/schema says', async () => {
  expect(await findingsAfter([])).toEqual([]);
});

test('every table that packages/schema leaves out has its reason', () => {
  for (const reason of Object.values(undescribedTables)) expect(reason.length).toBeGreaterThan(10);
});

describe('the guard bites on', () => {
  test.each([
    ['a table that nobody owns', ['CREATE TABLE stray (a TEXT) STRICT'], ['stray: nobody owns it']],
    ['a view that nobody owns', ['CREATE VIEW stray AS SELECT 1'], ['stray: nobody owns it']],
    ['a table that is gone', ['DROP TABLE interactions'], ['interactions: is not there']],
    ['an excuse without its table', ['DROP VIEW must'], ['must: is excused, and is not there']],
    [
      'a column that packages/schema does not know',
      ['ALTER TABLE contacts ADD COLUMN fax TEXT'],
      ['contacts: only the database has fax TEXT'],
    ],
    [
      'a column that is gone',
      ['ALTER TABLE contacts DROP COLUMN site'],
      ['contacts: only the schema has site TEXT'],
    ],
    [
      'a column of another type, that may be null, or is not generated',
      [
        'ALTER TABLE contacts DROP COLUMN site',
        'ALTER TABLE contacts ADD COLUMN site INTEGER',
        'ALTER TABLE contacts DROP COLUMN roles',
        'ALTER TABLE contacts ADD COLUMN roles TEXT',
        'DROP INDEX accounts_by_monthly_spend',
        'DROP INDEX accounts_by_unit_spend',
        'ALTER TABLE accounts DROP COLUMN monthly_spend_sort',
        'ALTER TABLE accounts ADD COLUMN monthly_spend_sort INTEGER',
      ],
      [
        'accounts: only the database has monthly_spend_sort INTEGER',
        'accounts: only the schema has monthly_spend_sort INTEGER virtual',
        'accounts: lacks monthly_spend_sort INTEGER GENERATED ALWAYS AS (coalesce(monthly_spend, -1))',
        'contacts: only the database has site INTEGER',
        'contacts: only the database has roles TEXT',
        'contacts: only the schema has roles TEXT not null',
        'contacts: only the schema has site TEXT',
      ],
    ],
    [
      'a generated column with another expression',
      [
        'DROP INDEX accounts_by_monthly_spend',
        'DROP INDEX accounts_by_unit_spend',
        'ALTER TABLE accounts DROP COLUMN monthly_spend_sort',
        'ALTER TABLE accounts ADD COLUMN monthly_spend_sort INTEGER GENERATED ALWAYS AS (coalesce(monthly_spend, 0)) VIRTUAL',
      ],
      ['accounts: lacks monthly_spend_sort INTEGER GENERATED ALWAYS AS (coalesce(monthly_spend, -1))'],
    ],
    [
      'another primary key',
      [
        'DROP TABLE role_permissions',
        'CREATE TABLE role_permissions (tenant_id TEXT NOT NULL, role_id TEXT NOT NULL, permission TEXT NOT NULL, PRIMARY KEY (tenant_id, role_id)) STRICT',
      ],
      [
        'role_permissions: only the database has primary key tenant_id,role_id',
        'role_permissions: only the schema has primary key tenant_id,role_id,permission',
      ],
    ],
    [
      'an index that is described and not there',
      ['DROP INDEX events_by_id'],
      ['events: only the schema has index events_by_id on tenant_id,id, unique'],
    ],
    [
      'a described index that is not unique',
      ['DROP INDEX events_by_id', 'CREATE INDEX events_by_id ON events (tenant_id, id)'],
      [
        'events: only the database has index events_by_id on tenant_id,id',
        'events: only the schema has index events_by_id on tenant_id,id, unique',
      ],
    ],
  ])('%s', async (_, statements, findings) => {
    expect(await findingsAfter(statements)).toEqual(findings);
  });

  test('a table that no owner lists', async () => {
    const listed = [...tableOwners.keys()].filter((table) => table !== contacts && table !== accounts);
    expect(await findingsAfter([], listed)).toEqual(['accounts: nobody owns it', 'contacts: nobody owns it']);
  });

  test('a row number that is counted otherwise', async () => {
    const counted = sqliteTable('counted', {
      id: integer('id').primaryKey({ autoIncrement: true }),
      name: text('name'),
    });
    const statements = ['CREATE TABLE counted (id INTEGER PRIMARY KEY, name TEXT) STRICT'];
    expect(await findingsAfter(statements, [...tableOwners.keys(), counted])).toEqual([
      'counted: lacks id INTEGER PRIMARY KEY AUTOINCREMENT',
    ]);
  });
});
