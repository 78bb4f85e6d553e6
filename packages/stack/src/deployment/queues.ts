import * as v from 'valibot';
import { unstable_readConfig } from 'wrangler';
import { Failure, reasonOf } from '../failure.ts';
import { domainWorkerNames, wranglerFile } from '../project.ts';
import { runWrangler } from '../wrangler.ts';

const configured = v.object({
  queues: v.object({
    producers: v.optional(v.array(v.object({ queue: v.string() })), []),
    consumers: v.optional(v.array(v.object({ queue: v.string() })), []),
  }),
});

/** Every queue that the wrangler files name, dead letters too. */
export function queueNames(): readonly string[] {
  const names = domainWorkerNames.flatMap((worker) => {
    const { queues } = v.parse(configured, unstable_readConfig({ config: wranglerFile(worker) }));
    const produced = queues.producers.map(({ queue }) => queue);
    const consumed = queues.consumers.map(({ queue }) => queue);
    return [...produced, ...consumed];
  });
  return [...new Set(names)].sort();
}

/** Makes the queues that are not there yet; a Worker that names a missing one cannot be deployed. */
export async function makeQueues(): Promise<void> {
  for (const name of queueNames()) {
    try {
      await runWrangler(['queues', 'create', name]);
    } catch (error) {
      if (!isTaken(error)) throw notMade(name, error);
    }
  }
}

/** Cloudflare's code for a queue that exists: 11009. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && /\b11009\b|already (exists|taken)|is already/i.test(error.message);
}

function notMade(name: string, error: unknown): Failure {
  const reason = reasonOf(error);
  return new Failure(
    { en: `The queue ${name} cannot be made: ${reason}`, 'zh-CN': `无法创建队列 ${name}：${reason}` },
    { cause: error },
  );
}
