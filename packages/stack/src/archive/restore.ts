import { access, chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createLibsqlServer, DamagedDatabaseError } from '@keyline/libsql-server';
import { stackIsAlive } from '../control.ts';
import { Failure } from '../failure.ts';
import { readStackRecord } from '../stack-file.ts';
import { checkFolder, damagedArchive, databaseFolder, type Manifest } from './manifest.ts';
import { unpackFile } from './tar.ts';

export interface Restored {
  readonly manifest: Manifest;
  /** Where the data that were there before are kept now; undefined when there were none. */
  readonly former: string | undefined;
}

/**
 * Puts the data of an archive into the place of a directory, and keeps the former data beside it. Checks the
 * whole archive first: what is damaged, or would come under a running stack, changes nothing.
 */
export async function restore(directory: string, file: string): Promise<Restored> {
  await refuseWhileRunning(directory);
  await refuseUnreadable(file);
  await mkdir(dirname(directory), { recursive: true });
  const folder = await mkdtemp(join(dirname(directory), `${basename(directory)}-restoring-`));
  try {
    await unpackFile(file, folder);
    const manifest = await checkFolder(folder);
    const fresh = join(folder, 'data');
    await layOut(folder, manifest, fresh);
    await checkDatabases(fresh);
    await refuseWhileRunning(directory);
    return { manifest, former: await replace(directory, fresh) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function layOut(folder: string, manifest: Manifest, fresh: string): Promise<void> {
  await mkdir(fresh, { mode: 0o700 });
  for (const { path } of manifest.files) {
    const target = join(fresh, path.replace(`${databaseFolder}/`, ''));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(join(folder, path), target);
    await chmod(target, 0o600);
  }
}

async function checkDatabases(directory: string): Promise<void> {
  const server = createLibsqlServer({ directory, create: false });
  try {
    for (const name of server.databases()) await server.verify(name);
  } catch (error) {
    throw error instanceof DamagedDatabaseError ? damagedArchive(basename(error.file)) : error;
  } finally {
    await server.close();
  }
}

async function replace(directory: string, fresh: string): Promise<string | undefined> {
  const former = `${directory}-replaced-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  const existed = await moved(directory, former);
  try {
    await rename(fresh, directory);
  } catch (error) {
    if (existed) await rename(former, directory);
    throw error;
  }
  return existed ? former : undefined;
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function refuseWhileRunning(directory: string): Promise<void> {
  const record = await readStackRecord(directory);
  if (record === undefined || !(await stackIsAlive(record))) return;
  throw new Failure({
    en: `A stack runs on ${directory} (process ${record.pid}). Stop it before you restore.`,
    'zh-CN': `${directory} 上有实例正在运行（进程 ${record.pid}），请先停止再恢复。`,
  });
}

async function refuseUnreadable(file: string): Promise<void> {
  try {
    await access(file);
  } catch (error) {
    throw new Failure(
      { en: `There is no file ${file}.`, 'zh-CN': `文件 ${file} 不存在。` },
      { cause: error },
    );
  }
}
