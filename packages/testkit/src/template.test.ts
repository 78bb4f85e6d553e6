import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
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
