import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from './failure.ts';
import { readMigrations } from './migrations.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyline-migrations-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function reading(...files: string[]) {
  for (const file of files) await writeFile(join(folder, file), `-- ${file}`);
  return readMigrations(folder);
}

describe('the migrations of a folder', () => {
  test('come in the order of their numbers, without the files of other tools', async () => {
    const migrations = await reading('0002-people.sql', '0001-ground.sql', 'README.md');
    expect(migrations).toEqual([
      { name: '0001-ground', sql: '-- 0001-ground.sql' },
      { name: '0002-people', sql: '-- 0002-people.sql' },
    ]);
  });

  test.each([
    [
      'a gap',
      ['0001-ground.sql', '0003-later.sql'],
      'Migration 0002 is missing: 0003-later.sql follows 0001-ground.sql.',
    ],
    ['no first one', ['0002-later.sql'], 'Migration 0001 is missing: 0002-later.sql follows nothing.'],
    [
      'a number used twice',
      ['0001-a.sql', '0001-b.sql'],
      'Migrations 0001-a.sql and 0001-b.sql have the same number.',
    ],
    [
      'a name of another form',
      ['1-ground.sql'],
      'Migration 1-ground.sql must be named like 0001-first-tables.sql.',
    ],
  ])('are refused with %s', async (_, files, line) => {
    await expect(reading(...files)).rejects.toThrow(new Failure({ en: line, 'zh-CN': line }));
  });

  test('are refused when there is no folder', async () => {
    await expect(readMigrations(join(folder, 'nowhere'))).rejects.toThrow('no folder of migrations');
  });

  test('of the project itself are in order', async () => {
    expect((await readMigrations()).length).toBeGreaterThan(0);
  });
});
