import { cp, mkdir, rm } from 'node:fs/promises';
import { inProject } from '../project.ts';

/**
 * Collects what the edge serves beside its routes into one folder: its own public files, and the reference
 * of the API.
 */
export async function buildAssets(outDir: string = inProject('dist/assets')): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  await cp(inProject('workers/edge/public'), outDir, { recursive: true });
}
