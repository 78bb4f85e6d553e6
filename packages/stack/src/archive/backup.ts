import { copyFile, mkdir, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLibsqlServer } from '@keyline/libsql-server';
import { Failure, reasonOf } from '../failure.ts';
import { keyFileName } from '../keys.ts';
import { readVersion } from '../version.ts';
import { copyFiles } from './files.ts';
import { type ArchivedFile, databaseFolder, describeFile, type Manifest, manifestName } from './manifest.ts';
import { packFolder } from './tar.ts';

/**
 * Writes the data of a directory into one archive file, readable by its owner only: a consistent snapshot of
 * every database, also while a stack writes to it, the keys, and the files of the buckets. An existing file is
 * never replaced.
 */
export async function backUp(directory: string, file: string): Promise<Manifest> {
  if (!(await hasData(directory))) throw nothingToKeep(directory);
  const partial = `${file}.partial`;
  await reserve(file, partial);
  const folder = await mkdtemp(join(directory, 'backup-'));
  try {
    const manifest: Manifest = {
      format: 1,
      version: await readVersion(),
      createdAt: new Date().toISOString(),
      files: [
        ...(await snapshotDatabases(directory, folder)),
        ...(await copyKeys(directory, folder)),
        // After the databases, so that what their rows name is there.
        ...(await copyFiles(directory, folder)),
      ],
    };
    await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    await packFolder(folder, partial);
    await flush(partial);
    await rename(partial, file);
    return manifest;
  } finally {
    await rm(partial, { force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

async function hasData(directory: string): Promise<boolean> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.some((name) => name.endsWith('.db'));
}

/** Makes the unfinished file, for its owner only, before the secrets go in. */
async function reserve(file: string, partial: string): Promise<void> {
  const taken = await open(file).then(
    async (handle) => {
      await handle.close();
      return true;
    },
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
  if (taken) throw alreadyThere(file);
  await writeFile(partial, '', { mode: 0o600 }).catch((error: unknown) => {
    throw notWritable(file, error);
  });
}

async function snapshotDatabases(directory: string, folder: string): Promise<ArchivedFile[]> {
  await mkdir(join(folder, databaseFolder));
  const server = createLibsqlServer({ directory, create: false });
  try {
    const files: ArchivedFile[] = [];
    for (const name of server.databases()) {
      const path = `${databaseFolder}/${name}.db`;
      await server.snapshot(name, join(folder, path));
      files.push(await describeFile(folder, path));
    }
    return files;
  } finally {
    await server.close();
  }
}

async function copyKeys(directory: string, folder: string): Promise<ArchivedFile[]> {
  await copyFile(join(directory, keyFileName), join(folder, keyFileName));
  return [await describeFile(folder, keyFileName)];
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function nothingToKeep(directory: string): Failure {
  return new Failure({
    en: `There are no data in ${directory} yet: nothing to back up.`,
    'zh-CN': `${directory} 中还没有数据，无需备份。`,
  });
}

function notWritable(file: string, error: unknown): Failure {
  const reason = reasonOf(error);
  return new Failure(
    { en: `${file} cannot be written: ${reason}`, 'zh-CN': `无法写入 ${file}：${reason}` },
    { cause: error },
  );
}

function alreadyThere(file: string): Failure {
  return new Failure({ en: `${file} exists already.`, 'zh-CN': `${file} 已存在。` });
}
