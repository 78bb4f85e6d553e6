import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildWorkers, workerNames } from '@keyline/stack';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { shareAtStart } from './evaluated-at-start.ts';
import { bundledBy, founding, post, startTestStack, temporaryDirectory, whoAmI } from './temporary-stack.ts';

// Whole stacks are started here; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeAll(async () => {
  directory = await temporaryDirectory();
});
afterAll(() => directory.remove());

/** What a stack says to the same questions, without what differs between any two runs. */
async function answersOf(bundles: 'esbuild' | 'wrangler'): Promise<unknown[]> {
  const stack = await startTestStack(join(directory.path, `data-${bundles}`), { bundles });
  try {
    const { url } = stack;
    const founded = await post(`${url}/v1/tenants`, founding);
    const twice = await post(`${url}/v1/tenants`, founding, { 'Accept-Language': 'zh-CN' });
    const me = await whoAmI(url);
    const others = await Promise.all(
      ['/healthz', '/v1/accounts', '/v1/tickets', '/v1/nothing', '/'].map(async (path) => {
        const response = await fetch(`${url}${path}`);
        return [path, response.status, response.headers.get('Content-Type'), await response.text()];
      }),
    );
    const answers = [founded, twice, me, ...others];
    const stable = JSON.stringify(answers)
      .replaceAll(url, 'URL')
      .replaceAll(/\b([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g, '$1_ID')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT');
    return JSON.parse(stable);
  } finally {
    await stack.stop();
  }
}

describe('the bundles for start and those for deployment', () => {
  test('say the same', async () => {
    const forStart = await answersOf('esbuild');
    expect(forStart[0]).toMatchObject({ status: 201 });
    expect(await answersOf('wrangler')).toEqual(forStart);
  });

  test('evaluate at most 150 KB each at start when deployed, gzipped', async () => {
    const bundles = await buildWorkers(workerNames, join(directory.path, 'esbuild'));
    const deployed = await bundledBy('wrangler');
    for (const name of workerNames) {
      const path = deployed[name];
      if (path === undefined) throw new Error(`no bundle of ${name} for its deployment`);
      const kilobytes = gzipSync(await readFile(path)).byteLength / 1_000;
      const metafile = bundles.get(name)?.metafile;
      if (metafile === undefined) throw new Error(`no bundle of ${name}`);
      expect(kilobytes * shareAtStart(metafile), name).toBeLessThan(150);
    }
  });

  test('leave to the first who asks what most isolates never need', async () => {
    const bundles = await buildWorkers(['accounts'], join(directory.path, 'accounts'));
    const metafile = bundles.get('accounts')?.metafile;
    expect(metafile && shareAtStart(metafile)).toBeLessThan(0.97);
  });
});
