import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject, type WorkerName, workerNames, wranglerFile } from '../project.ts';
import { runWrangler } from '../wrangler.ts';
import { notBuilt } from './workers.ts';

/**
 * Bundles Workers by wrangler itself into `<outDir>/<name>/worker.js`: what a deployment would upload, byte
 * for byte. Takes some seconds.
 */
export async function buildWorkersByWrangler(
  names: readonly WorkerName[] = workerNames,
  outDir: string = inProject('dist/wrangler'),
): Promise<ReadonlyMap<WorkerName, { readonly path: string }>> {
  // wrangler looks for the folder of the assets, even when it uploads nothing.
  await mkdir(inProject('dist/assets'), { recursive: true });
  const bundles = names.map(async (name) => [name, await buildByWrangler(name, join(outDir, name))] as const);
  return new Map(await Promise.all(bundles));
}

async function buildByWrangler(name: WorkerName, outDir: string): Promise<{ readonly path: string }> {
  try {
    await runWrangler(['deploy', '--dry-run', '--config', wranglerFile(name), '--outdir', outDir]);
  } catch (error) {
    throw notBuilt(name, error);
  }
  return { path: join(outDir, 'worker.js') };
}
