import { join } from 'node:path';
import { type WorkerName, workerNames } from '../project.ts';
import { buildAssets } from './assets.ts';
import { buildWorkers } from './workers.ts';
import { buildWorkersByWrangler } from './wrangler.ts';

export interface StackBuildOptions {
  readonly bundles: 'esbuild' | 'wrangler';
  /** Modules that run in the place of a Worker's own. */
  readonly scripts?: Partial<Readonly<Record<WorkerName, string>>> | undefined;
  /** Where the outputs go: a folder per stack, so that two stacks do not write each other's files. */
  readonly outDir: string;
}

export interface StackBuild {
  readonly scripts: Readonly<Record<WorkerName, string>>;
  readonly assets: string;
}

/** Builds what a stack runs: the Workers' modules and the folder of assets. */
export async function buildStack({ bundles, scripts, outDir }: StackBuildOptions): Promise<StackBuild> {
  const assets = join(outDir, 'assets');
  const build = bundles === 'esbuild' ? buildWorkers : buildWorkersByWrangler;
  const names = workerNames.filter((name) => scripts?.[name] === undefined);
  const [built] = await Promise.all([build(names, join(outDir, 'workers')), buildAssets(assets)]);
  const paths = workerNames.map((name) => [name, scripts?.[name] ?? built.get(name)?.path]);
  return { scripts: Object.fromEntries(paths) as StackBuild['scripts'], assets };
}
