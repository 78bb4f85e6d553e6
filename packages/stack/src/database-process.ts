import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { Failure, reasonOf } from './failure.ts';

export interface DatabaseProcessOptions {
  /** Where its file lives. */
  readonly directory: string;
  /** What every request must carry; without it the database asks for nothing. */
  readonly authToken?: string | undefined;
  /** Whether it is started again when it dies by itself. */
  readonly revive: boolean;
  readonly log: (line: string) => void;
}

/** The embedded database in a process of its own, at one address for as long as the stack lives. */
export interface DatabaseProcess {
  readonly url: string;
  /** Ends the process by this signal and waits until it is gone. It stays away until `start`. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts the process again on the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const program = fileURLToPath(import.meta.resolve('@keyline/libsql-server/main'));
const endWithParent = fileURLToPath(import.meta.resolve('./end-with-parent.ts'));
const readyLine = v.pipe(v.string(), v.parseJson(), v.object({ url: v.pipe(v.string(), v.url()) }));

/** How long a database that was asked to stop may take to. */
const graceMs = 5_000;

/** Starts the database. Throws a Failure with the reason that the database itself gave. */
export async function openDatabaseProcess(options: DatabaseProcessOptions): Promise<DatabaseProcess> {
  let { child, url } = await spawnDatabase(options, 0);
  const port = Number(new URL(url).port);
  let wanted = true;
  let starting: Promise<void> | undefined;
  watch();

  function watch(): void {
    child.once('exit', (code, signal) => {
      if (!wanted || !options.revive) return;
      options.log(`the database ended (${signal ?? code}); starting it again`);
      void revive();
    });
  }

  async function revive(): Promise<void> {
    for (let pauseMs = 100; wanted; pauseMs = Math.min(2 * pauseMs, 5_000)) {
      try {
        await ensureRunning();
        return;
      } catch (error) {
        options.log(`the database does not start: ${reasonOf(error)}`);
        await sleep(pauseMs, undefined, { ref: false });
      }
    }
  }

  /** Who asks while it is just being started waits for that start. */
  function ensureRunning(): Promise<void> {
    starting ??= startAgain().finally(() => {
      starting = undefined;
    });
    return starting;
  }

  async function startAgain(): Promise<void> {
    if (isRunning(child)) return;
    ({ child } = await spawnDatabase(options, port));
    watch();
  }

  async function kill(signal: NodeJS.Signals): Promise<void> {
    wanted = false;
    if (starting) await Promise.allSettled([starting]);
    if (!isRunning(child)) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  return {
    url,
    kill,
    async start() {
      wanted = true;
      await ensureRunning();
    },
    async stop() {
      const impatience = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await kill('SIGTERM');
      clearTimeout(impatience);
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function spawnDatabase(
  { directory, authToken }: DatabaseProcessOptions,
  port: number,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(
    process.execPath,
    ['--import', endWithParent, program, '--directory', directory, '--port', String(port)],
    // A group of its own: Ctrl-C ends the Workers first, and the database when nobody writes any more.
    {
      detached: true,
      env: { ...process.env, LIBSQL_AUTH_TOKEN: authToken },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  ) as ChildProcessByStdio<null, Readable, Readable>;
  const complaints: string[] = [];
  const lines = createInterface({ input: child.stdout });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints.push(text);
    complaints.splice(0, complaints.length - 20);
  });
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      const ready = v.safeParse(readyLine, line);
      if (ready.success) return resolve({ child, url: ready.output.url });
      child.kill('SIGKILL');
      reject(notStarted(line));
    });
    child.once('error', (error) => reject(notStarted(error.message)));
    child.once('close', () => reject(notStarted(complaints.join(''))));
  });
}

/** What the database said last is a line for people, in their language. */
function notStarted(complaint: string): Failure {
  const line = complaint.trim().split('\n').at(-1) ?? '';
  if (line !== '') return new Failure({ en: line, 'zh-CN': line });
  return new Failure({
    en: 'The database ended without a word.',
    'zh-CN': '数据库进程异常退出，未给出原因。',
  });
}
