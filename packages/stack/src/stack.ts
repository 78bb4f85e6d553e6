import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemStore } from '@keyline/store';
import { type Client, createClient } from '@libsql/client/web';
import { filesFolder } from './archive/files.ts';
import { buildStack } from './build/stack.ts';
import type { ChannelSettings } from './channel-settings.ts';
import { openControl, stackIsAlive } from './control.ts';
import { controlHandlers } from './control-handlers.ts';
import { type CronRequest, fireCrons } from './crons.ts';
import { openDatabaseProcess } from './database-process.ts';
import { Failure, reasonOf } from './failure.ts';
import { openFront } from './front.ts';
import { openKeys } from './keys.ts';
import { bringForward } from './migrating.ts';
import { type RunningWorkers, runWorkers } from './miniflare.ts';
import { type Outbox, openOutbox } from './outbox/outbox.ts';
import { latestWebhooks } from './outbox/webhooks.ts';
import type { WorkerName } from './project.ts';
import { openReceivers } from './receivers.ts';
import { pending, waitUntilSettled } from './settling.ts';
import { claimDirectory } from './stack-file.ts';
import { Undo } from './undo.ts';
import { workerVariables } from './variables.ts';
import { readVersion } from './version.ts';

export interface StackOptions {
  /** Where the data live; made when it is not there. One stack runs on a directory at a time. */
  readonly directory: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Who bundles the Workers: esbuild in a blink, or wrangler as for a deployment. */
  readonly bundles: 'esbuild' | 'wrangler';
  /** Modules that run in the place of a Worker's own. */
  readonly scripts?: Partial<Readonly<Record<WorkerName, string>>>;
  readonly environment: 'local' | 'test' | 'production';
  /** `test` lets requests and crons name their own time; not in production. */
  readonly clock: 'system' | 'test';
  /** Default `closed`. */
  readonly signUp?: 'open' | 'closed';
  /** Whether the database answers only the Workers of this stack, by a token made for this run. Default false. */
  readonly protectDatabase?: boolean;
  /** Whether a database that dies by itself is started again. Default false. */
  readonly reviveDatabase?: boolean;
  /** Whether `X-Forwarded-For` and `X-Forwarded-Proto` are believed. Default false. */
  readonly trustProxy?: boolean;
  /** The pause before a message is tried a second time, seconds. Default as in production, in tests none. */
  readonly retrySeconds?: number;
  /**
   * How messages leave: by these settings, or into an outbox of this machine that people look at under `/dev/outbox`.
   * Default: not at all.
   */
  readonly channels?: ChannelSettings | 'outbox';
  /** Takes the warnings of the Workers and of the stack itself. Default: standard error. */
  readonly log?: (line: string) => void;
}

/** The whole of Keyline, running. */
export interface Stack {
  /** Where people reach it, without a trailing slash. */
  readonly url: string;
  readonly databaseUrl: string;
  /** Where messages went, where it has one. */
  readonly outbox: Outbox | undefined;
  /** Fires crons as if it were `at`, and returns when their work is done. */
  cron(request: CronRequest): Promise<void>;
  /** Returns when every event of the catalogue is done or dead at each of its consumers. */
  settle(): Promise<void>;
  killDatabase(signal: NodeJS.Signals): Promise<void>;
  /** Starts a killed database again, at the same address. */
  startDatabase(): Promise<void>;
  stop(): Promise<void>;
}

/** Builds and starts everything. Throws a Failure of one line, and leaves nothing running, when it cannot. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const undo = new Undo();
  try {
    return await assemble(options, undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
}

/** How long `settle` waits. */
const settleLimitMs = 120_000;

async function assemble(options: StackOptions, undo: Undo): Promise<Stack> {
  const { environment, clock, signUp = 'closed', log = logToTerminal } = options;
  if (environment === 'production' && clock === 'test') throw testTimeInProduction();
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true, mode: 0o700 });

  let stack: Stack | undefined;
  const control = await openControl(controlHandlers(() => stack, clock));
  undo.add(control.close);
  await claimDirectory(directory, control.record, stackIsAlive);

  const authToken = options.protectDatabase ? randomBytes(32).toString('base64url') : undefined;
  let databaseUrl = '';
  const channels = options.channels ?? {};
  const outbox =
    channels === 'outbox' ? await openOutbox(() => latestWebhooks(databaseUrl, authToken)) : undefined;
  if (outbox !== undefined) undo.add(outbox.close);

  // The port is taken first: a busy one is told before anything is built.
  let workers: RunningWorkers | undefined;
  const front = await openFront({
    host: options.host ?? '127.0.0.1',
    port: options.port,
    trustProxy: options.trustProxy ?? false,
    target: () => workers?.edgeUrl(),
    log,
    local: outbox?.answer,
  });
  undo.add(front.close);

  const revive = options.reviveDatabase ?? false;
  const database = await openDatabaseProcess({ directory, authToken, revive, log });
  undo.add(database.stop);

  const [keys, version, { scripts, assets }] = await Promise.all([
    openKeys(directory),
    readVersion(),
    buildStack({ bundles: options.bundles, scripts: options.scripts, outDir: join(directory, 'build') }),
    bringForward(database.url, authToken),
  ]);
  databaseUrl = database.url;
  const settings = { PUBLIC_URL: front.url, ...(channels === 'outbox' ? outbox?.settings : channels) };
  const { retrySeconds = environment === 'test' ? 0 : undefined } = options;
  const base = { environment, clock, signUp, databaseUrl, authToken, keys, version, retrySeconds };
  const surroundings = { ...base, channels: settings };
  const variables = (worker: WorkerName) => workerVariables(worker, surroundings);
  // The queues of this machine live in memory: those of the run before are gone, and those of a process that crashed.
  const sendAllAgain = () => systemStore({ url: databaseUrl, authToken }).sendAllAgain();
  await sendAllAgain();
  // Elsewhere than in production receivers on this machine are what one works with.
  const gateway = settings.SMS_GATEWAY_URL;
  const receivers =
    environment === 'production' ? openReceivers({ trusted: gateway ? [gateway] : [] }) : undefined;
  const files = join(directory, filesFolder);
  const restarted = async () => {
    // Where the database is away too, what was lost is sent again within an hour all the same.
    await sendAllAgain().catch((error: unknown) => log(`events wait to be sent again: ${reasonOf(error)}`));
    await workers?.fireRelay();
  };
  const running = await runWorkers({ scripts, assets, files, receivers, variables, restarted, log });
  undo.add(running.stop);
  workers = running;
  await running.fireRelay();

  stack = {
    url: front.url,
    databaseUrl,
    outbox,
    cron: (request) => fireCrons(running, request),
    settle: () =>
      asked(databaseUrl, authToken, (client) =>
        waitUntilSettled(() => pending(client), settleLimitMs, running.fireRelay),
      ),
    killDatabase: database.kill,
    startDatabase: database.start,
    // The answers under way still need the Workers, and those the database.
    stop: () => front.close().finally(() => undo.run()),
  };
  return stack;
}

/** Asks the database past the Workers. */
async function asked<T>(
  url: string,
  authToken: string | undefined,
  ask: (client: Client) => Promise<T>,
): Promise<T> {
  const client = createClient({ url, ...(authToken !== undefined && { authToken }) });
  try {
    return await ask(client);
  } finally {
    client.close();
  }
}

function logToTerminal(line: string): void {
  process.stderr.write(`${line}\n`);
}

function testTimeInProduction(): Failure {
  return new Failure({
    en: 'Test time is not for production: CLOCK=test needs ENVIRONMENT=local or test.',
    'zh-CN': '生产环境不得使用测试时间：CLOCK=test 仅限 ENVIRONMENT=local 或 test。',
  });
}
