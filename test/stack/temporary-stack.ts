import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  buildWorkers,
  buildWorkersByWrangler,
  type Stack,
  type StackOptions,
  startStack,
  workerNames,
} from '@keyline/stack';
import { processFolder } from '@keyline/testkit';
import * as v from 'valibot';

/** A new folder for the data of one test. */
export async function temporaryDirectory(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'keyline-stack-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export interface TestStack extends Stack {
  /** What it has said so far. */
  readonly lines: readonly string[];
  /** Returns when it next says something with these words. */
  says(words: string): Promise<void>;
  /** The process of its Workers, as it is now. */
  runtimes(): Promise<readonly number[]>;
}

type Bundles = NonNullable<StackOptions['scripts']>;

const builders = { esbuild: buildWorkers, wrangler: buildWorkersByWrangler } as const;
const built = new Map<StackOptions['bundles'], Promise<Bundles>>();

/** The Workers as they are bundled: once for all test files of a process, since it takes both cores for seconds. */
export function bundledBy(bundler: StackOptions['bundles']): Promise<Bundles> {
  const bundles = built.get(bundler) ?? bundle(bundler);
  built.set(bundler, bundles);
  return bundles;
}

async function bundle(bundler: StackOptions['bundles']): Promise<Bundles> {
  const bundles = await builders[bundler](workerNames, join(processFolder(), bundler));
  return Object.fromEntries([...bundles].map(([name, { path }]) => [name, path]));
}

/** Starts a stack for a test: any free port, test time, sign-up open, its lines kept for the test to read. */
export async function startTestStack(
  directory: string,
  changes: Partial<StackOptions> = {},
): Promise<TestStack> {
  const lines: string[] = [];
  const listening = new Set<(line: string) => void>();
  const { bundles = 'esbuild' } = changes;
  const others = new Set(await runtimesOfProcess());
  const stack = await startStack({
    directory,
    port: 0,
    bundles,
    environment: 'test',
    clock: 'test',
    signUp: 'open',
    log: (line) => {
      lines.push(line);
      for (const listener of listening) listener(line);
    },
    ...changes,
    scripts: { ...(await bundledBy(bundles)), ...changes.scripts },
  });
  const says = (words: string) =>
    new Promise<void>((resolve) => {
      const listener = (line: string) => {
        if (!line.includes(words)) return;
        listening.delete(listener);
        resolve();
      };
      listening.add(listener);
    });
  const runtimes = async () => (await runtimesOfProcess()).filter((pid) => !others.has(pid));
  return { ...stack, lines, says, runtimes };
}

/** The runtimes that this process has started: other test files of it have theirs, the shared bucket among them. */
async function runtimesOfProcess(): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)]);
  const lines = stdout.split('\n').filter((line) => /workerd\b.* serve /.test(line));
  return lines.map((line) => Number.parseInt(line, 10));
}

export const founding = {
  name: 'Huaxing Telecom',
  slug: 'huaxing',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  admin: { name: '李娜', email: 'li.na@example.cn', password: 'a quiet river in spring' },
};

/** Sends JSON and reads JSON. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

const granted = v.object({ accessToken: v.string() });

/** Tries to sign the founder in. */
export function trySignIn(url: string) {
  const { slug, admin } = founding;
  const credentials = { tenant: slug, email: admin.email, password: admin.password };
  return post(`${url}/v1/auth/token`, { grantType: 'password', ...credentials });
}

/** Signs the founder in and asks who that is. */
export async function whoAmI(url: string, accessToken?: string) {
  const token = accessToken ?? (await signIn(url));
  const response = await fetch(`${url}/v1/me`, { headers: { Authorization: `Bearer ${token}` } });
  return { status: response.status, body: (await response.json()) as unknown };
}

/** Signs the founder in and returns the access token. */
export async function signIn(url: string): Promise<string> {
  return v.parse(granted, (await trySignIn(url)).body).accessToken;
}
