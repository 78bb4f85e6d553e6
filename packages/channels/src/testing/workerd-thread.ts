import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A Worker in workerd that trusts the certificates of a file beside those of browsers. */
export interface RunningWorker {
  readonly url: string;
  stop(): Promise<void>;
}

const runner = `
const { parentPort, workerData } = await import('node:worker_threads');
const { convertV4MiniflareOptions, Miniflare } = await import(workerData.miniflare);
const worker = { name: 'mail', modules: true, script: workerData.script, compatibilityDate: '2026-03-01' };
const options = { cf: false, handleStructuredLogs: () => undefined, workers: [worker] };
const miniflare = new Miniflare(convertV4MiniflareOptions(options));
parentPort.once('message', () => miniflare.dispose().then(() => process.exit()));
parentPort.postMessage(String(await miniflare.ready));
`;

/**
 * Runs the script in a thread of its own: Miniflare reads when it is first loaded what workerd is to trust, and this
 * process may have loaded it before.
 */
export async function startTrusting(certificates: string, script: string): Promise<RunningWorker> {
  const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(runner)}`), {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificates },
    workerData: { script, miniflare: import.meta.resolve('miniflare') },
  });
  const [url] = await once(thread, 'message');
  return {
    url: String(url),
    async stop() {
      const ended = once(thread, 'exit');
      thread.postMessage('stop');
      await ended;
    },
  };
}
