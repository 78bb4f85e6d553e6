import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createClient } from '@libsql/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from './test-support.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

function start(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function urlOf(child: ChildProcess): Promise<string> {
  const [line] = await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data');
  return (JSON.parse(String(line)) as { url: string }).url;
}

async function failureOf(...args: string[]): Promise<{ code: unknown; output: string; errors: string }> {
  const child = start(...args);
  const [[code], output, errors] = await Promise.all([
    once(child, 'exit'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, output, errors };
}

describe('the server as a process', () => {
  test('ends with status 0 on SIGTERM and keeps what was written', async () => {
    const directory = temporaryDirectory();
    const first = start('--directory', directory, '--port', '0');
    await createClient({ url: await urlOf(first) }).execute('CREATE TABLE t (a)');
    first.kill('SIGTERM');
    expect(await once(first, 'exit')).toEqual([0, null]);
    const second = createClient({ url: await urlOf(start('--directory', directory, '--port', '0')) });
    expect((await second.execute('SELECT * FROM t')).rows).toEqual([]);
  });

  test('says in one line that its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => {
      taken.close();
    });
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const failure = await failureOf('--directory', temporaryDirectory(), '--port', String(port));
    expect(failure).toEqual({
      code: 1,
      output: '',
      errors: `Port ${port} on 127.0.0.1 is already in use. Stop the other program or choose another port.\n`,
    });
  });

  test('says in one line that a file is damaged', async () => {
    const directory = temporaryDirectory();
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'main.db'), 'nonsense'.repeat(500));
    const { code, output, errors } = await failureOf('--directory', directory, '--port', '0');
    expect([code, output]).toEqual([1, '']);
    expect(errors).toMatch(
      /^The database file .+main\.db is damaged \(file is not a database\)\. Restore it .+\.\n$/,
    );
  });

  test.each([[['--port', '1']], [['--directory', 'x', '--port', 'y']]])(
    'refuses the arguments %j in one line',
    async (args) => {
      const { code, errors } = await failureOf(...args);
      expect(code).toBe(1);
      expect(errors.trimEnd().split('\n')).toHaveLength(1);
    },
  );

  test('loses nothing that it acknowledged when it is killed in the middle of writes', async () => {
    const directory = temporaryDirectory();
    const acknowledged: number[] = [];
    let next = 0;
    for (let round = 0; round < 2; round += 1) {
      const child = start('--directory', directory, '--port', '0');
      const client = createClient({ url: await urlOf(child), concurrency: 20 });
      await client.execute('CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, twin INTEGER)');
      const killAt = acknowledged.length + 40;
      const write = async (id: number) => {
        const insert = (sql: string) => ({ sql, args: [BigInt(id)] });
        await client.batch(
          [insert('INSERT INTO t (id) VALUES (?)'), insert('UPDATE t SET twin = id WHERE id = ?')],
          'write',
        );
        acknowledged.push(id);
        if (acknowledged.length === killAt) child.kill('SIGKILL');
      };
      const ids = Array.from({ length: 100 }, () => next++);
      await Promise.allSettled([...ids.map(write), once(child, 'exit')]);
    }
    const survivor = createClient({ url: await urlOf(start('--directory', directory, '--port', '0')) });
    const { rows } = await survivor.execute('SELECT id, twin FROM t');
    const kept = new Set(rows.map(({ id }) => Number(id)));
    expect(acknowledged.length).toBeGreaterThanOrEqual(80);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(rows.filter(({ id, twin }) => id !== twin)).toEqual([]);
  });
});
