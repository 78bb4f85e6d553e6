import { parentPort, workerData } from 'node:worker_threads';
import { openNative } from './native.ts';
import type { SnapshotFailure, SnapshotTask } from './snapshot.ts';
import { isDamage } from './sqlite-error.ts';

/** A thread that copies one database and ends. VACUUM INTO reads one snapshot, however long it takes. */
function copy({ from, to }: SnapshotTask): SnapshotFailure | null {
  const connection = openNative(from);
  try {
    connection.exec(`VACUUM INTO '${to.replaceAll("'", "''")}'`);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { message, isDamage: isDamage(error) };
  } finally {
    connection.close();
  }
}

parentPort?.postMessage(copy(workerData));
