import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inProject, projectRoot, type WorkerName, workerNames, wranglerFile } from '../project.ts';
import { notBuilt } from './workers.ts';

const execute = promisify(execFile);

/** The environment in which wrangler asks nobody, reports nothing and writes no log of its own. */
export const quietWrangler: Readonly<Record<string, string>> = {
  CI: '1',
  NO_COLOR: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_WRITE_LOGS: 'false',
};

/** The arguments with which this Node runs the project's own wrangler. */
export const wranglerProgram: readonly string[] = [
  '--no-warnings',
  fileURLToPath(import.meta.resolve('wrangler')),
];

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
  const parameters = ['deploy', '--dry-run', '--config', wranglerFile(name), '--outdir', outDir];
  try {
    await execute(process.execPath, [...wranglerProgram, ...parameters], {
      cwd: projectRoot,
      env: { ...process.env, ...quietWrangler },
    });
  } catch (error) {
    throw notBuilt(name, error);
  }
  return { path: join(outDir, 'worker.js') };
}
