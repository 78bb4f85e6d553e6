import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
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

export const stackFileName = 'stack.json';

/** The stack that wrote its name into this directory; it may have died since. */
export async function readStackRecord(directory: string): Promise<StackRecord | undefined> {
  return parseRecord(await readIfThere(join(directory, stackFileName)));
}

/** Whether the stack of a record is alive; asked of its control port. */
export type IsAlive = (record: StackRecord) => Promise<boolean>;

/**
 * Takes the directory for one stack. A dead stack's record is replaced; a living one's is a Failure. Of two
 * stacks that start at once, one wins.
 */
export async function claimDirectory(
  directory: string,
  own: StackRecord,
  isAlive: IsAlive,
): Promise<{ release(): Promise<void> }> {
  const path = join(directory, stackFileName);
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(own, null, 2)}\n`, { mode: 0o600 });
  try {
    while (!(await linked(draft, path))) {
      const holder = await readStackRecord(directory);
      if (holder !== undefined && (await isAlive(holder))) throw alreadyRuns(directory, holder.pid);
      await removeDead(path, holder);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return {
    async release() {
      if ((await readStackRecord(directory))?.token === own.token) await rm(path, { force: true });
    },
  };
}

/** Creates the name only if nobody has it: the file system decides who is first. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead stack's record, and puts back what a faster starter has put in its place meanwhile. */
async function removeDead(path: string, dead: StackRecord | undefined): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const removed = parseRecord(await readIfThere(aside));
  if (removed !== undefined && removed.token !== dead?.token) await linked(aside, path);
  await rm(aside, { force: true });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseRecord(text: string | undefined): StackRecord | undefined {
  if (text === undefined) return undefined;
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), record), text);
  return result.success ? result.output : undefined;
}

function alreadyRuns(directory: string, pid: number): Failure {
  return new Failure({
    en: `A stack already runs on ${directory} (process ${pid}). Stop it first.`,
    'zh-CN': `${directory} 上已有一个实例在运行（进程 ${pid}），请先停止它。`,
  });
}
