import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { MigrationError } from '@keyline/store';
import { afterEach, expect, test } from 'vitest';
import { migratedTemplate } from './template.ts';
import { sharedFolder } from './temporary-folder.ts';

const made: string[] = [];
afterEach(() => {
  for (const file of made.splice(0)) rmSync(file, { force: true });
});

async function templateOf(sql: string): Promise<string> {
  const file = await migratedTemplate([{ name: '0001-a', sql }]);
  made.push(file);
  return file;
}

/** A table that no other run of this test has made. */
const unheardOf = () => `CREATE TABLE t_${randomUUID().replaceAll('-', '')} (a)`;

test('the same migrations give the same file, also to those who ask at once', async () => {
  const sql = unheardOf();
  const files = await Promise.all([templateOf(sql), templateOf(sql), templateOf(sql)]);
  expect(new Set(files).size).toBe(1);
  expect(await templateOf(sql)).toBe(files[0]);
  expect(existsSync(`${files[0]}-wal`)).toBe(false);
});

test('other migrations give another file', async () => {
  expect(await templateOf(unheardOf())).not.toBe(await templateOf(unheardOf()));
});

test('a migration that fails leaves nothing behind, so that it fails again', async () => {
  const sql = `${unheardOf()}; CREATE TABEL t (a)`;
  await expect(templateOf(sql)).rejects.toThrow(MigrationError);
  await expect(templateOf(sql)).rejects.toThrow(MigrationError);
  expect(readdirSync(sharedFolder()).join()).not.toContain(`process-${process.pid}-template`);
});

test('a template that nobody asked for in an hour goes when the next one is made', async () => {
  const [sql, otherSql] = [unheardOf(), unheardOf()];
  const [forgotten, asked] = [await templateOf(sql), await templateOf(otherSql)];
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  for (const file of [forgotten, asked]) utimesSync(file, longAgo, longAgo);
  await templateOf(otherSql);
  await templateOf(unheardOf());
  expect(existsSync(forgotten)).toBe(false);
  expect(existsSync(asked)).toBe(true);
  expect(await templateOf(sql)).toBe(forgotten);
});
