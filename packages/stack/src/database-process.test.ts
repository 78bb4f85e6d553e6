import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
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

/** The ids of the processes that were started with this directory. */
async function processesOn(path: string): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args=']);
  const lines = stdout.split('\n').filter((line) => line.includes(path));
  return lines.map((line) => Number.parseInt(line, 10));
}

async function killProcessOn(path: string): Promise<void> {
  for (const id of await processesOn(path)) process.kill(id, 'SIGKILL');
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
    const { promise: said, resolve: log } = Promise.withResolvers<string>();
    database = await openDatabaseProcess({ directory, revive: true, log });
    const { port } = new URL(database.url);
    await killProcessOn(directory);
    expect(await said).toBe('the database ended (SIGKILL); starting it again');
    await expect
      .poll(() => query(`http://127.0.0.1:${port}`, 'SELECT 1 AS one').catch(() => []), { timeout: 10_000 })
      .toMatchObject([{ one: 1 }]);
  });

  test('stays away when it is stopped while it is being started again', async () => {
    const { promise: restarting, resolve: isRestarting } = Promise.withResolvers<void>();
    const log = () => void setImmediate(isRestarting);
    const opened = await openDatabaseProcess({ directory, revive: true, log });
    await killProcessOn(directory);
    await restarting;
    await opened.stop();
    expect(await processesOn(directory)).toEqual([]);
  });

  test('does not outlive a stack that was killed', async () => {
    const program = `
      const { openDatabaseProcess } = await import(${JSON.stringify(import.meta.resolve('./database-process.ts'))});
      const { url } = await openDatabaseProcess({ directory: process.argv[1], revive: true, log: console.error });
      console.log(url);`;
    const stack = spawn(process.execPath, ['--input-type=module', '--eval', program, directory]);
    const [line] = await once(stack.stdout, 'data');
    expect(await query(String(line).trim(), 'SELECT 1 AS one')).toMatchObject([{ one: 1 }]);
    stack.kill('SIGKILL');
    await expect.poll(() => processesOn(directory), { timeout: 10_000 }).toEqual([]);
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
    expect(await processesOn(directory)).toEqual([]);
  });
});
