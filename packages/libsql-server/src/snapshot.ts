import { open, rename, rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { DamagedDatabaseError } from './errors.ts';

/** What the worker answers: nothing, or why it failed. */
export interface SnapshotFailure {
  message: string;
  isDamage: boolean;
}

export interface SnapshotTask {
  from: string;
  to: string;
}

/**
 * Copies a consistent state of a database file in a thread of its own, so that the server goes on answering. The
 * target appears, or is replaced, only once it is whole and on disk.
 *
 * @throws DamagedDatabaseError when the source cannot be read to its end
 */
export async function writeSnapshot(from: string, to: string): Promise<void> {
  const partial = `${to}.partial`;
  await rm(partial, { force: true });
  try {
    const failure = await copyInWorker({ from, to: partial });
    if (failure?.isDamage) throw new DamagedDatabaseError(from, failure.message);
    if (failure) throw new Error(`Snapshot of ${from} failed: ${failure.message}`);
    await flush(partial);
    await rename(partial, to);
  } finally {
    await rm(partial, { force: true });
  }
}

function copyInWorker(task: SnapshotTask): Promise<SnapshotFailure | null> {
  const { promise, resolve, reject } = Promise.withResolvers<SnapshotFailure | null>();
  const worker = new Worker(new URL('./snapshot-worker.ts', import.meta.url), { workerData: task });
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`Snapshot worker ended with code ${code}`)));
  return promise;
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
