import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { projectRoot } from '@keyline/stack';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { founding, post, temporaryDirectory, whoAmI } from './temporary-stack.ts';

// Whole stacks are started here; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let data: string;
const started: ChildProcessByStdio<null, Readable, Readable>[] = [];
beforeEach(async () => {
  directory = await temporaryDirectory();
  data = join(directory.path, 'data');
});
afterEach(async () => {
  for (const child of started.splice(0)) await end(child);
  await directory.remove();
});

/** Runs one of the project's commands as `npm run <name> -- <parameters>` does. */
function spawnCommand(name: string, parameters: string[], environment: Record<string, string> = {}) {
  const program = join(projectRoot, 'scripts/run.mjs');
  const child = spawn(process.execPath, [program, name, ...parameters], {
    cwd: directory.path,
    env: {
      ...process.env,
      DEMO: '0',
      LC_ALL: 'en_US.UTF-8',
      PORT: '0',
      DATA_DIRECTORY: data,
      INIT_CWD: directory.path,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

async function run(name: string, parameters: string[] = [], environment: Record<string, string> = {}) {
  const child = spawnCommand(name, parameters, environment);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: string) => (stdout += text));
  child.stderr.on('data', (text: string) => (stderr += text));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

/** Starts a stack by a command and returns its URL as the person reads it. */
async function start(name: 'start' | 'serve', environment: Record<string, string> = {}) {
  const child = spawnCommand(name, [], environment);
  started.push(child);
  const [text] = (await once(child.stdout, 'data')) as [string];
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
  return { child, url, text };
}

async function end(child: ChildProcessByStdio<null, Readable, Readable>): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

const oneLine = (line: string) => ({ code: 1, stdout: '', stderr: `${line}\n` });

describe('npm start', () => {
  test('can be worked with by cron, settle, backup and restore, and ends without complaint', async () => {
    const { child, url, text } = await start('start');
    expect(text).toContain(`${url}/docs`);
    expect((await post(`${url}/v1/tenants`, founding)).status).toBe(201);

    expect(await run('cron', ['--at', '2026-03-02T09:00:00Z'])).toMatchObject({ code: 0, stderr: '' });
    expect(await run('settle')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('backup', ['kept.tar.gz'])).toMatchObject({ code: 0, stderr: '' });
    expect((await run('restore', ['kept.tar.gz'])).stderr).toMatch(
      /^A stack runs on .* Stop it before you restore\.\n$/,
    );
    expect((await run('start')).stderr).toMatch(/^A stack already runs on .*\n$/);

    expect(await end(child)).toBe(0);
    expect(await run('restore', ['kept.tar.gz'])).toMatchObject({ code: 0, stderr: '' });
    const again = await start('start');
    expect((await whoAmI(again.url)).status).toBe(200);
  });

  test('says in one line that its data file is damaged', async () => {
    await end((await start('start')).child);
    await writeFile(join(data, 'main.db'), 'not a database any more'.repeat(500));
    const { code, stderr } = await run('start');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database file .*main\.db is damaged .*\n$/);
  });
});

describe('npm run serve', () => {
  test('knows no test time and lets nobody sign up', async () => {
    const { url } = await start('serve');
    const refused = await post(`${url}/v1/tenants`, founding);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect(await run('cron', ['--at', '2026-03-02T09:00:00Z'])).toEqual(
      oneLine('The running stack has no test time; only one started by npm start does.'),
    );
  });
});

describe('a command that was called wrongly', () => {
  test.each([
    ['cron', ['--at', 'tomorrow'], '"tomorrow" is no instant. Write it like 2026-03-02T09:00:00+08:00.'],
    ['cron', [], '--at is missing. Usage: npm run cron -- --at <RFC 3339> [worker]'],
    ['restore', ['nowhere.tar.gz'], 'There is no file '],
    ['migrate', [], '--url is missing.'],
    ['deploy', [], '--url is missing.'],
    ['settle', [], 'No stack runs on '],
    ['demo:import', [], 'No stack runs on '],
    ['demo:import', ['one', 'two'], 'At most one folder. Usage: npm run demo:import -- [folder]'],
    ['deploy', ['--url', 'https://db.example.com'], 'Missing in the environment: '],
  ])('npm run %s -- %s says so in one line', async (name, parameters, line) => {
    const unset = { CLOUDFLARE_API_TOKEN: '', TOKEN_PRIVATE_KEY: '', SEAL_KEY: '', LINK_KEY: '' };
    const { code, stdout, stderr } = await run(name, parameters, unset);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(line);
  });
});
