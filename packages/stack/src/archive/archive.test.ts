import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLibsqlServer, type LibsqlServer } from '@keyline/libsql-server';
import { createClient } from '@libsql/client/web';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Control, openControl } from '../control.ts';
import { Failure } from '../failure.ts';
import { openKeys } from '../keys.ts';
import { claimDirectory } from '../stack-file.ts';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';
import { packFolder, unpackFile } from './tar.ts';

let root: string;
let data: string;
let archive: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'keyline-archive-'));
  data = join(root, 'data');
  archive = join(root, 'backup.tar.gz');
  await mkdir(data);
});
afterEach(() => rm(root, { recursive: true }));

async function withDatabase<T>(
  work: (run: (sql: string) => Promise<unknown[]>, server: LibsqlServer) => Promise<T>,
) {
  const server = createLibsqlServer({ directory: data, synchronous: 'off' });
  const client = createClient({
    url: 'http://database/',
    fetch: (request: Request) => server.fetch(request),
  });
  try {
    return await work(async (sql) => (await client.execute(sql)).rows.map((row) => ({ ...row })), server);
  } finally {
    client.close();
    await server.close();
  }
}

async function someData(): Promise<void> {
  await openKeys(data);
  await withDatabase(async (run) => {
    await run('CREATE TABLE accounts (name TEXT)');
    await run("INSERT INTO accounts VALUES ('华星'), ('远洋')");
  });
}

const accounts = () => withDatabase((run) => run('SELECT name FROM accounts ORDER BY rowid'));

/** Changes the unpacked archive and packs it again. */
async function tamper(change: (folder: string) => Promise<void>): Promise<void> {
  const folder = join(root, 'tampered');
  await mkdir(folder);
  await unpackFile(archive, folder);
  await change(folder);
  await packFolder(folder, archive);
}

describe('a backup', () => {
  test('restores data and keys, and keeps the former data', async () => {
    await someData();
    const keys = await openKeys(data);
    const { files } = await backUp(data, archive);
    expect(files.map(({ path }) => path)).toEqual(['databases/main.db', 'keys.json']);
    await withDatabase((run) => run('DELETE FROM accounts'));
    const { former } = await restore(data, archive);
    expect(await accounts()).toEqual([{ name: '华星' }, { name: '远洋' }]);
    expect(await openKeys(data)).toEqual(keys);
    expect(await readdir(String(former))).toContain('main.db');
    expect((await readdir(root)).sort()).toHaveLength(3);
  });

  test('is taken while somebody writes, of one moment', async () => {
    await someData();
    await withDatabase(async (run) => {
      await run("INSERT INTO accounts VALUES ('新宇')");
      await backUp(data, archive);
      await run("INSERT INTO accounts VALUES ('太晚')");
    });
    await restore(data, archive);
    expect(await accounts()).toEqual([{ name: '华星' }, { name: '远洋' }, { name: '新宇' }]);
  });

  test('is readable by its owner only, and leaves no traces', async () => {
    await someData();
    await backUp(data, archive);
    expect((await stat(archive)).mode & 0o777).toBe(0o600);
    expect((await readdir(data)).filter((name) => name.startsWith('backup-'))).toEqual([]);
    expect((await readdir(root)).sort()).toEqual(['backup.tar.gz', 'data']);
  });

  test('never replaces a file', async () => {
    await someData();
    await writeFile(archive, 'precious');
    await expect(backUp(data, archive)).rejects.toThrow('exists already');
    expect(await readFile(archive, 'utf8')).toBe('precious');
  });

  test('says in one line that its file cannot be written', async () => {
    await someData();
    const nowhere = join(root, 'nowhere', 'backup.tar.gz');
    const refusal = await backUp(data, nowhere).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Failure);
    expect(String(refusal)).toContain(`${nowhere} cannot be written`);
  });

  test('needs data', async () => {
    await expect(backUp(join(root, 'nowhere'), archive)).rejects.toThrow('nothing to back up');
  });

  test('restores where there were no data before', async () => {
    await someData();
    await backUp(data, archive);
    await rm(data, { recursive: true });
    expect((await restore(data, archive)).former).toBeUndefined();
    expect(await accounts()).toHaveLength(2);
  });
});

describe('a restoration that must not be', () => {
  beforeEach(async () => {
    await someData();
    await backUp(data, archive);
    await withDatabase((run) => run("INSERT INTO accounts VALUES ('现在')"));
  });
  afterEach(async () => {
    expect(await accounts()).toHaveLength(3);
    expect((await readdir(root)).filter((name) => name.includes('restor'))).toEqual([]);
  });

  test('of a file that is not there', async () => {
    await expect(restore(data, join(root, 'nowhere.tar.gz'))).rejects.toThrow('There is no file');
  });

  test('of a file that was cut off', async () => {
    await truncate(archive, Math.floor((await stat(archive)).size / 2));
    await expect(restore(data, archive)).rejects.toThrow('cannot be packed or unpacked');
  });

  test('of an archive in which a file was changed', async () => {
    await tamper((folder) => writeFile(join(folder, 'keys.json'), '{"keys":[]}'));
    await expect(restore(data, archive)).rejects.toThrow('damaged, or none of Keyline: keys.json');
  });

  test('of an archive without a manifest', async () => {
    await tamper((folder) => rm(join(folder, 'manifest.json')));
    await expect(restore(data, archive)).rejects.toThrow('damaged, or none of Keyline: manifest.json');
  });

  test('under a running stack', async () => {
    const control: Control = await openControl({ status: async () => null });
    await claimDirectory(data, control.record, async () => false);
    await expect(restore(data, archive)).rejects.toThrow(/Stop it before you restore/);
    await control.close();
  });
});
