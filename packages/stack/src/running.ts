import * as v from 'valibot';
import { askControl, stackIsAlive } from './control.ts';
import { stillStarting } from './control-handlers.ts';
import { Failure } from './failure.ts';
import { readStackRecord, type StackRecord } from './stack-file.ts';

/** The stack that runs on this directory. Throws a Failure when none does. */
export async function findRunningStack(directory: string): Promise<StackRecord> {
  const record = await readStackRecord(directory);
  if (record !== undefined && (await stackIsAlive(record))) return record;
  throw new Failure({
    en: `No stack runs on ${directory}. Start one by npm start.`,
    'zh-CN': `${directory} 上没有正在运行的实例，请用 npm start 启动。`,
  });
}

const status = v.object({ url: v.optional(v.string()) });

/** Where people reach the stack that runs on this directory. Throws a Failure when none does, or not yet. */
export async function findRunningUrl(directory: string): Promise<string> {
  const { url } = v.parse(status, await askControl(await findRunningStack(directory), 'status', null));
  if (url === undefined) throw stillStarting();
  return url;
}
