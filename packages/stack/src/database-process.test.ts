import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@libsql/client/web';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseProcess, openDatabaseProcess } from './database-process.ts';

let directory: string;
let database: DatabaseProcess | undefined;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'keyline-database-'));
});
afterEach(async () => {
  await database?.stop();
  database = undefined;
  await rm(directory, { recursive: true });
});

async function query(url: string, sql: string, authToken?: string) {
  const client = createClient({ url, ...(authToken !== undefined && { authToken }) });
  try {
    return (await client.execute(sql)).rows;
  } finally {
    client.close();
  }
}

const silent = () => undefined;

describe('the database process', () => {
  test('comes back at the same address with what was committed before it was killed', async () => {
    database = await openDatabaseProcess({ directory, revive: false, log: silent });
    const { url } = database;
    await query(url, 'CREATE TABLE kept (x)');
    await database.kill('SIGKILL');
    await expect(query(url, 'SELECT 1')).rejects.toThrow();
    await database.start();
    expect(database.url).toBe(url);
    expect(await query(url, 'SELECT count(*) AS n FROM kept')).toMatchObject([{ n: 0 }]);
  });

  test('is started again when it dies by itself', async () => {
    let revived: ((line: string) => void) | undefined;
    const said = new Promise<string>((resolve) => {
      revived = resolve;
    });
    database = await openDatabaseProcess({ directory, revive: true, log: (line) => revived?.(line) });
    const { port } = new URL(database.url);
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args=']);
    const line = stdout.split('\n').find((text) => text.includes(directory)) ?? '';
    process.kill(Number.parseInt(line, 10), 'SIGKILL');
    expect(await said).toBe('the database ended (SIGKILL); starting it again');
    await expect
      .poll(() => query(`http://127.0.0.1:${port}`, 'SELECT 1 AS one').catch(() => []), { timeout: 10_000 })
      .toMatchObject([{ one: 1 }]);
  });

  test('answers only who knows its token', async () => {
    database = await openDatabaseProcess({ directory, authToken: 'secret', revive: false, log: silent });
    await expect(query(database.url, 'SELECT 1')).rejects.toThrow();
    expect(await query(database.url, 'SELECT 1 AS one', 'secret')).toMatchObject([{ one: 1 }]);
  });

  test('says in one line that its file is damaged', async () => {
    await writeFile(
      join(directory, 'main.db'),
      'not a database, but long enough to look like one'.repeat(100),
    );
    const opening = openDatabaseProcess({ directory, revive: false, log: silent });
    await expect(opening).rejects.toThrow(/^The database file .*main\.db is damaged.*$/);
  });

  test('leaves no process behind when it is stopped', async () => {
    database = await openDatabaseProcess({ directory, revive: true, log: silent });
    await database.stop();
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args=']);
    expect(stdout).not.toContain(directory);
  });
});
