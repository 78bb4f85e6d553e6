import { dirname } from 'node:path';
import { relayAlone } from '@keyline/http';
import {
  convertV4MiniflareOptions,
  Log,
  LogLevel,
  Miniflare,
  type Request,
  Response,
  type V4WorkerOptions,
  type V4WorkerOptionsShape,
} from 'miniflare';
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler';
import { Failure, reasonOf } from './failure.ts';
import { type WorkerName, workerNames, wranglerFile } from './project.ts';
import type { openReceivers } from './receivers.ts';
import { runtimeVariables } from './runtime.ts';

export interface WorkersOptions {
  /** The built module of every Worker. */
  readonly scripts: Readonly<Record<WorkerName, string>>;
  /** The folder that the edge serves beside its routes. */
  readonly assets: string;
  /** The folder that keeps the buckets. */
  readonly files: string;
  /** How webhooks and the SMS gateway are reached; absent: as the platform reaches anything. */
  readonly receivers?: ReturnType<typeof openReceivers> | undefined;
  /** Variables and secrets that take the place of those of the wrangler file. */
  readonly variables: (worker: WorkerName) => Readonly<Record<string, string>>;
  /** What is to be done when the Workers run again after a crash of their process. */
  readonly restarted: () => Promise<void>;
  readonly log: (line: string) => void;
}

/** All Workers in workerd. */
export interface RunningWorkers {
  /** Where the edge Worker takes requests in absolute form just now; for the front only. */
  edgeUrl(): URL;
  /** Fires a Worker's cron and waits until its work is done. Throws a Failure when the Worker threw. */
  fireCron(worker: WorkerName, scheduledAt: number): Promise<void>;
  /** Has the relay run once, and no other work of a cron. */
  fireRelay(): Promise<void>;
  stop(): Promise<void>;
}

/** The schedule of every domain Worker. */
const everyMinute = '* * * * *';

/** Seconds for which a queue of this machine waits for more messages: nobody pays for a batch here. */
const batchTimeout = 0.02;

/** Runs every Worker as its wrangler file says: services, queues with dead letters, assets, crons. */
export async function runWorkers(options: WorkersOptions): Promise<RunningWorkers> {
  const workers = workerNames.map((name) => ({ name, worker: workerOptions(name, options) }));
  const scriptName = (wanted: WorkerName) => workers.find(({ name }) => name === wanted)?.worker.name;
  let edgeUrl: URL;
  Object.assign(process.env, runtimeVariables());
  const miniflare = withoutSignalHandlers(
    () =>
      new Miniflare(
        convertV4MiniflareOptions({
          // The first Worker answers where none is named.
          workers: workers.map(({ worker }) => worker).reverse(),
          host: '127.0.0.1',
          port: 0,
          cf: false,
          resourcePersistencePath: options.files,
          log: new Log(LogLevel.ERROR),
          handleStructuredLogs: ({ level, message }) => {
            if (level === 'warn' || level === 'error') options.log(message);
          },
          unsafeHandleRuntimeRestart: async () => {
            edgeUrl = await miniflare.unsafeGetDirectURL(scriptName('edge'));
            await options.restarted();
            options.log('the Workers have been started again after a crash');
          },
        }),
      ),
  );
  await miniflare.ready;
  edgeUrl = await miniflare.unsafeGetDirectURL(scriptName('edge'));
  async function fire(name: WorkerName, cron: string, scheduledAt: number): Promise<string> {
    const worker = await miniflare.getWorker(scriptName(name));
    const { outcome } = await worker.scheduled({ cron, scheduledTime: new Date(scheduledAt) });
    return outcome;
  }
  return {
    edgeUrl: () => edgeUrl,
    async fireRelay() {
      // Real time: the relay knows no other. What fails it has logged itself, and the next minute goes on.
      await fire('accounts', relayAlone, Date.now());
    },
    async fireCron(name, scheduledAt) {
      const outcome = await fire(name, everyMinute, scheduledAt);
      if (outcome === 'ok') return;
      throw new Failure({
        en: `The cron of ${name} failed (${outcome}); see the stack's own output.`,
        'zh-CN': `${name} 的定时任务失败（${outcome}），详见实例自身的输出。`,
      });
    },
    stop: () => miniflare.dispose(),
  };
}

function workerOptions(
  name: WorkerName,
  { scripts, assets, receivers, variables }: WorkersOptions,
): V4WorkerOptions {
  const { config, options } = readWranglerFile(name, assets);
  // The converter refuses rules for modules; without a root it takes only absolute paths, as given here.
  const { modulesRules: _, rootPath: __, ...rest } = options as V4WorkerOptionsShape;
  return {
    ...rest,
    name: config.name,
    modules: true,
    scriptPath: scripts[name],
    modulesRoot: dirname(scripts[name]),
    ...(rest.queueConsumers && { queueConsumers: prompt(rest.queueConsumers) }),
    bindings: { ...rest.bindings, ...variables(name) },
    ...(name === 'notifications' &&
      receivers !== undefined && {
        serviceBindings: {
          ...rest.serviceBindings,
          RECEIVERS: async (request: Request) => {
            const { status, headers } = await receivers(request);
            return new Response(null, { status, headers });
          },
        },
      }),
    ...(name === 'edge' && { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0, proxy: true }] }),
  };
}

function prompt<C extends NonNullable<V4WorkerOptionsShape['queueConsumers']>>(consumers: C): C {
  const entries = Object.entries(consumers).map(([queue, consumer]) => [
    queue,
    { ...(consumer as object), maxBatchTimeout: batchTimeout },
  ]);
  return Object.fromEntries(entries) as C;
}

function readWranglerFile(name: WorkerName, assets: string) {
  const file = wranglerFile(name);
  try {
    const config = unstable_readConfig({ config: file });
    const overrides = name === 'edge' ? { overrides: { assets: { directory: assets } } } : undefined;
    const { workerOptions: options } = unstable_getMiniflareWorkerOptions(config, undefined, overrides);
    return { config, options };
  } catch (error) {
    const reason = reasonOf(error);
    throw new Failure(
      { en: `${file} cannot be read: ${reason}`, 'zh-CN': `无法读取 ${file}：${reason}` },
      { cause: error },
    );
  }
}

/**
 * Miniflare ends the whole process at the first signal. Who runs a stack stops it in order instead, and the
 * Workers' own process ends with this one in any case (`runtime.ts`).
 */
function withoutSignalHandlers<T>(make: () => T): T {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)));
  const made = make();
  for (const signal of signals) {
    const added = process.listeners(signal).filter((listener) => !before.has(listener));
    for (const listener of added) process.off(signal, listener);
  }
  return made;
}
