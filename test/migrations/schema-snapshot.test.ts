import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder, type TestDatabase, testDatabase } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { schemaText } from './schema-text.ts';

const file = join(migrationsFolder, 'snapshot/schema.sql');
const renewal =
  'The schema is another than migrations/snapshot/schema.sql. If it is meant to be, run the tests once with RENEW_SCHEMA=1 and look at what changed.';

test('the migrated schema is the one in migrations/snapshot/schema.sql', async () => {
  const text = await schemaText(await testDatabase().fresh());
  if (process.env.RENEW_SCHEMA === '1') writeFileSync(file, text);
  expect(text, renewal).toBe(readFileSync(file, 'utf8'));
});

test.each([
  'CREATE TABLE stray (a TEXT) STRICT',
  'ALTER TABLE users ADD COLUMN nickname TEXT',
  'DROP INDEX users_by_email',
  'DROP TRIGGER must_hold',
  'CREATE TABLE u (a TEXT UNIQUE) STRICT',
])('the guard bites on %s', async (statement) => {
  const database: TestDatabase = await testDatabase().fresh();
  const before = await schemaText(database);
  await database.execute(statement);
  expect(await schemaText(database)).not.toBe(before);
});
