import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const shared = join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `keyline-test-${userInfo().uid}`);

/** A folder in memory, where the machine has one, that all test processes of this user share. */
export function sharedFolder(): string {
  mkdirSync(shared, { recursive: true, mode: 0o700 });
  return shared;
}

/**
 * A folder of this process alone, deleted when it exits or is asked to end. Folders of processes that were
 * killed are deleted by the next one that comes here.
 */
export function processFolder(): string {
  const parent = sharedFolder();
  for (const name of readdirSync(parent)) {
    const pid = /^process-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) remove(join(parent, name));
  }
  const own = mkdtempSync(join(parent, `process-${process.pid}-`));
  process.once('exit', () => remove(own));
  process.once('SIGTERM', () => {
    remove(own);
    process.kill(process.pid, 'SIGTERM');
  });
  return own;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
