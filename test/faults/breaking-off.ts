import { watch } from 'node:fs';
import type { TestStack } from '../stack/temporary-stack.ts';

/** Kills the process of the Workers of this test's own stack, and returns when they run again. */
export async function killWorkers(stack: TestStack): Promise<void> {
  const isBack = stack.says('started again after a crash');
  for (const pid of await stack.runtimes()) process.kill(pid, 'SIGKILL');
  await isBack;
}

/**
 * Returns when something holds of what the database has committed: asks now, and after each write to the files of the
 * stack's folder. For what holds before the last write: a commit shows just after its file is written.
 */
export async function whileCommitting(directory: string, holds: () => Promise<boolean>): Promise<void> {
  let written = Promise.withResolvers<void>();
  const watcher = watch(directory, () => written.resolve());
  try {
    for (;;) {
      written = Promise.withResolvers<void>();
      if (await holds()) return;
      await written.promise;
    }
  } finally {
    watcher.close();
  }
}
