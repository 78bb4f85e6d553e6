import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildWorkersByWrangler } from '@keyline/stack';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { median, table } from './table.ts';

const starts = 5;

/** What a deployment uploads per Worker, gzipped, and how long workerd takes from start to the first answer. */
export async function measureBundles(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keyline-bundles-'));
  try {
    const bundles = await buildWorkersByWrangler(undefined, folder);
    const bare = await startUp("export default { fetch: () => new Response('bare') };");
    const rows: (string | number)[][] = [['(empty Worker)', '', bare.toFixed(0), '']];
    for (const [name, { path }] of bundles) {
      const text = await readFile(path, 'utf8');
      const time = await startUp(text);
      rows.push([name, (gzipSync(text).length / 1024).toFixed(1), time.toFixed(0), (time - bare).toFixed(0)]);
    }
    return table(['Worker', 'gzip KiB', 'workerd start ms', 'of which the bundle'], rows);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Milliseconds from a new workerd to its first answer, whatever that is; the median of some starts. */
async function startUp(script: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < starts; n += 1) {
    const started = performance.now();
    const options = {
      workers: [
        {
          name: 'one',
          modules: true,
          script,
          compatibilityDate: '2026-11-01',
          compatibilityFlags: ['nodejs_compat'],
        },
      ],
      cf: false as const,
    };
    const miniflare = new Miniflare(convertV4MiniflareOptions(options));
    await (await miniflare.dispatchFetch('http://localhost/healthz')).text();
    times.push(performance.now() - started);
    await miniflare.dispose();
  }
  return median(times);
}
