import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Failure } from './failure.ts';

const record = v.object({
  pid: v.number(),
  /** The control port, on the loopback address. */
  controlUrl: v.string(),
  /** Who can read this file may use the control port. */
  token: v.string(),
});

/** The stack that runs on a data directory. */
export type StackRecord = v.InferOutput<typeof record>;

/** Whether the stack of a record is alive; asked of its control port. */
export type IsAlive = (record: StackRecord) => Promise<boolean>;

/** The stack that claimed this directory last; it may have ended since. */
export async function readStackRecord(directory: string): Promise<StackRecord | undefined> {
  return readRecord(directory, await lastTerm(directory));
}

/**
 * Claims the directory for one stack. Every claim has a number of its own, `stack.<number>.json`: of those who
 * find the last stack dead at once, the file system lets one take the next number. The last record is never
 * removed, so that a slow starter cannot take a number again that somebody has already had.
 * Throws a Failure while the last stack lives.
 */
export async function claimDirectory(directory: string, own: StackRecord, isAlive: IsAlive): Promise<void> {
  const draft = join(directory, `stack.${randomUUID()}.draft`);
  await writeFile(draft, `${JSON.stringify(own, null, 2)}\n`, { mode: 0o600 });
  try {
    for (;;) {
      const term = await lastTerm(directory);
      const holder = await readRecord(directory, term);
      if (holder !== undefined && (await isAlive(holder))) throw alreadyRuns(directory, holder.pid);
      if (!(await linked(draft, fileOf(directory, term + 1)))) continue;
      const last = await lastTerm(directory);
      if (last === term + 1) return await removeBefore(directory, last);
      await rm(fileOf(directory, term + 1), { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** Creates the name only if nobody has it. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function lastTerm(directory: string): Promise<number> {
  return Math.max(0, ...(await terms(directory)));
}

async function removeBefore(directory: string, term: number): Promise<void> {
  for (const former of await terms(directory)) {
    if (former < term) await rm(fileOf(directory, former), { force: true });
  }
}

async function terms(directory: string): Promise<readonly number[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.flatMap((name) => {
    const term = /^stack\.(\d{1,15})\.json$/.exec(name)?.[1];
    return term === undefined ? [] : [Number(term)];
  });
}

function fileOf(directory: string, term: number): string {
  return join(directory, `stack.${term}.json`);
}

async function readRecord(directory: string, term: number): Promise<StackRecord | undefined> {
  const text = await readFile(fileOf(directory, term), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), record), text);
  return result.success ? result.output : undefined;
}

function alreadyRuns(directory: string, pid: number): Failure {
  return new Failure({
    en: `A stack already runs on ${directory} (process ${pid}). Stop it first.`,
    'zh-CN': `${directory} 上已有一个实例在运行（进程 ${pid}），请先停止它。`,
  });
}
