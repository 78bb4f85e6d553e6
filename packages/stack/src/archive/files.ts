import { link, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeSnapshot } from '@keyline/libsql-server';
import { type ArchivedFile, describeFile } from './manifest.ts';

/** Where a data directory, and an archive, keep the buckets: Miniflare's own layout (`r2/<bucket>/blobs/...`). */
export const filesFolder = 'files';

/**
 * Copies the buckets while a stack may write to them. A blob never changes once it is there, and is written before
 * the index names it and deleted after: so the blobs from before and from after the snapshot of the index hold every
 * one that it names. Blobs are linked, not copied: the archive is packed from the same disk.
 */
export async function copyFiles(directory: string, folder: string): Promise<ArchivedFile[]> {
  const root = join(directory, filesFolder, 'r2');
  const target = join(folder, filesFolder, 'r2');
  await linkBlobs(root, target);
  for (const name of await filesIn(root)) {
    if (!name.endsWith('.sqlite')) continue;
    await mkdir(dirname(join(target, name)), { recursive: true });
    await writeSnapshot(join(root, name), join(target, name));
  }
  await linkBlobs(root, target);
  const described = (await filesIn(target)).map((name) => describeFile(folder, `${filesFolder}/r2/${name}`));
  return Promise.all(described);
}

async function linkBlobs(root: string, target: string): Promise<void> {
  for (const name of await filesIn(root)) {
    if (!name.includes('/blobs/')) continue;
    await mkdir(dirname(join(target, name)), { recursive: true });
    await link(join(root, name), join(target, name)).catch(unless('EEXIST', 'ENOENT'));
  }
}

/** The paths of all files below a folder, with slashes; none where there is no folder. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(unless('ENOENT'));
  const paths = (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return paths.sort();
}

/** Takes these errors of the file system for no fault: a file that came or went meanwhile. */
function unless(...codes: readonly string[]) {
  return (error: NodeJS.ErrnoException) => {
    if (codes.includes(error.code ?? '')) return undefined;
    throw error;
  };
}
