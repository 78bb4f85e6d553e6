import * as v from 'valibot';
import { unstable_readConfig } from 'wrangler';
import { Failure, reasonOf } from '../failure.ts';
import { domainWorkerNames, wranglerFile } from '../project.ts';
import { runWrangler } from '../wrangler.ts';

const configured = v.object({ r2_buckets: v.optional(v.array(v.object({ bucket_name: v.string() })), []) });

/** Every bucket that the wrangler files name. */
export function bucketNames(): readonly string[] {
  const names = domainWorkerNames.flatMap((worker) => {
    const { r2_buckets } = v.parse(configured, unstable_readConfig({ config: wranglerFile(worker) }));
    return r2_buckets.map(({ bucket_name }) => bucket_name);
  });
  return [...new Set(names)].sort();
}

/** Makes the buckets that are not there yet; a Worker that names a missing one cannot be deployed. */
export async function makeBuckets(): Promise<void> {
  for (const name of bucketNames()) {
    try {
      await runWrangler(['r2', 'bucket', 'create', name]);
    } catch (error) {
      if (!isOurs(error)) throw notMade(name, error);
    }
  }
}

/** Cloudflare's codes for a bucket that exists and is the account's own: 10004. */
function isOurs(error: unknown): boolean {
  return error instanceof Error && /\b10004\b|already exists, and you own it/i.test(error.message);
}

function notMade(name: string, error: unknown): Failure {
  const reason = reasonOf(error);
  return new Failure(
    { en: `The bucket ${name} cannot be made: ${reason}`, 'zh-CN': `无法创建存储桶 ${name}：${reason}` },
    { cause: error },
  );
}
