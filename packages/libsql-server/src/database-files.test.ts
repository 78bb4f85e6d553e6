import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DamagedDatabaseError, UnknownDatabaseError } from './index.ts';
import { CLOSE, codeOf, execute, rowsOf, startTestServer, temporaryDirectory } from './test-support.ts';

const FILL =
  'INSERT INTO t WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 2000) SELECT x, hex(x) FROM c';

/** A closed database of some dozens of pages. */
async function filledDirectory(): Promise<string> {
  const { server, directory, send } = startTestServer();
  await send([
    execute('CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)'),
    execute('CREATE INDEX i ON t (b)'),
    execute(FILL),
  ]);
  await server.close();
  return directory;
}

describe('closing', () => {
  test('leaves one file that holds everything', async () => {
    const directory = await filledDirectory();
    const copy = temporaryDirectory();
    copyFileSync(join(directory, 'main.db'), join(copy, 'main.db'));
    const { send } = startTestServer({ directory: copy });
    expect(rowsOf((await send([execute('SELECT count(*) FROM t')])).results[0])).toEqual([['2000']]);
  });

  test('rolls open transactions back, lets waiting writers finish and refuses the rest', async () => {
    const first = startTestServer();
    const { server, send, directory } = first;
    await send([execute('CREATE TABLE t (a)'), CLOSE]);
    await send([execute('BEGIN IMMEDIATE'), execute("INSERT INTO t VALUES ('open')")]);
    const waiting = send([execute("INSERT INTO t VALUES ('waiting')"), CLOSE]);
    await send([execute('SELECT 1'), CLOSE]);
    await server.close();
    expect(codeOf((await waiting).results[0])).toBe('ok');
    expect((await first.post({ requests: [] })).status).toBe(503);
    const { results } = await startTestServer({ directory }).send([execute('SELECT a FROM t')]);
    expect(rowsOf(results[0])).toEqual([['waiting']]);
  });
});

describe('closing while transactions queue', () => {
  test('does not wait for clients to end those that only now begin', async () => {
    const { server, send } = startTestServer({ transactionTimeoutMs: 1_000_000 });
    await send([execute('BEGIN IMMEDIATE')]);
    const waiting = [send([execute('BEGIN IMMEDIATE')]), send([execute('BEGIN IMMEDIATE')])];
    await send([execute('SELECT 1'), CLOSE]);
    await server.close();
    const answers = await Promise.all(waiting);
    expect(answers.map(({ baton }) => baton)).toEqual([null, null]);
  });
});

describe('dropping', () => {
  test('deletes the files and lets the name be used anew', async () => {
    const { server, directory, send } = startTestServer();
    await send([execute('CREATE TABLE t (a)'), execute('BEGIN IMMEDIATE')]);
    await server.drop('main');
    expect(['', '-wal', '-shm'].filter((suffix) => existsSync(join(directory, `main.db${suffix}`)))).toEqual(
      [],
    );
    expect(codeOf((await send([execute('SELECT * FROM t')])).results[0])).toBe('SQL_INPUT_ERROR');
    expect(codeOf((await send([execute('CREATE TABLE t (a)')])).results[0])).toBe('ok');
  });

  test('has whoever asks meanwhile wait, and get the new database', async () => {
    const { server, directory, send } = startTestServer();
    await send([execute('CREATE TABLE old (a)'), CLOSE]);
    const dropping = server.drop('main');
    const { results } = await send([execute('SELECT * FROM old'), execute('CREATE TABLE new (a)'), CLOSE]);
    await dropping;
    expect(results.map(codeOf)).toEqual(['SQL_INPUT_ERROR', 'ok', 'ok']);
    expect(existsSync(join(directory, 'main.db'))).toBe(true);
  });

  test('of a database that does not exist does nothing', async () => {
    await expect(startTestServer().server.drop('nothing')).resolves.toBeUndefined();
  });

  test.each([':memory:', '../main', 'Main', ''])('never touches a file named %j', async (name) => {
    await expect(startTestServer().server.drop(name)).rejects.toThrow(UnknownDatabaseError);
  });
});

describe('a database that does not exist', () => {
  test('is not made when that is not allowed', async () => {
    const { server, post, directory } = startTestServer({ create: false });
    const response = await post({ requests: [execute('SELECT 1')] });
    expect([response.status, await response.json()]).toEqual([
      404,
      expect.objectContaining({ code: 'DATABASE_NOT_FOUND' }),
    ]);
    await expect(server.snapshot('main', join(directory, 'copy.db'))).rejects.toThrow(UnknownDatabaseError);
    expect(server.databases()).toEqual([]);
  });
});

describe('a snapshot', () => {
  test('holds what was committed, and is taken while a writer is at work', async () => {
    const directory = await filledDirectory();
    const { server, send } = startTestServer({ directory });
    const writer = await send([execute('BEGIN IMMEDIATE'), execute("INSERT INTO t VALUES (-1, 'open')")]);
    const target = join(temporaryDirectory(), "it's a copy.db");
    writeFileSync(target, 'an older copy');
    await server.snapshot('main', target);
    await send([execute('COMMIT'), CLOSE], writer.baton);

    const restored = temporaryDirectory();
    copyFileSync(target, join(restored, 'main.db'));
    const { results } = await startTestServer({ directory: restored }).send([
      execute('SELECT count(*), min(a) FROM t'),
    ]);
    expect(rowsOf(results[0])).toEqual([['2000', '1']]);
    expect(existsSync(`${target}.partial`)).toBe(false);
  });

  test('that cannot be written fails and leaves nothing behind', async () => {
    const { server, directory, send } = startTestServer();
    await send([execute('SELECT 1')]);
    await expect(server.snapshot('main', join(directory, 'nowhere', 'copy.db'))).rejects.toThrow(
      'Snapshot of',
    );
  });
});

describe('a damaged file', () => {
  test.each<[string, (file: string) => void]>([
    ['is no database', (file) => writeFileSync(file, 'this is not a database'.repeat(100))],
    ['lost its header', (file) => overwrite(file, 0, 100)],
    ['lost its schema', (file) => overwrite(file, 100, 3_000)],
  ])('that %s is refused when it is opened', async (_, damage) => {
    const directory = await filledDirectory();
    damage(join(directory, 'main.db'));
    const { server, post } = startTestServer({ directory });
    await expect(server.verify('main')).rejects.toThrow(DamagedDatabaseError);
    const response = await post({ requests: [execute('SELECT 1')] });
    expect([response.status, await response.json()]).toEqual([
      500,
      expect.objectContaining({ code: 'DATABASE_DAMAGED' }),
    ]);
  });

  test.each<[string, (file: string) => void]>([
    ['lost its end', (file) => truncateSync(file, readFileSync(file).length / 2)],
    ['lost a page in the middle', (file) => overwrite(file, 3 * 4_096, 4_096)],
  ])('that %s is found by a verification', async (_, damage) => {
    const directory = await filledDirectory();
    damage(join(directory, 'main.db'));
    const { server } = startTestServer({ directory });
    const verification = server.verify('main');
    await expect(verification).rejects.toThrow(DamagedDatabaseError);
    await expect(verification).rejects.toThrow(/^Database file .+main\.db is damaged: [^\n]+$/);
  });

  test('an intact one passes', async () => {
    const { server } = startTestServer({ directory: await filledDirectory() });
    await expect(server.verify('main')).resolves.toBeUndefined();
  });
});

function overwrite(file: string, start: number, length: number): void {
  const content = readFileSync(file);
  content.fill(0xa5, start, start + length);
  writeFileSync(file, content);
}
