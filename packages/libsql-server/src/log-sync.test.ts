import { fstatSync, statSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LogSync, type SyncFile, syncToDisk } from './log-sync.ts';
import { nativeRows, openNative } from './native.ts';
import { openDatabase } from './open-database.ts';
import { temporaryDirectory } from './test-support.ts';
import { HeldSyncs, watch } from './testing/held-syncs.ts';

function openLog(
  sync: SyncFile,
  file = join(temporaryDirectory(), 'main.db'),
): { log: LogSync; file: string } {
  const log = new LogSync(file, sync);
  onTestFinished(() => log.close());
  return { log, file };
}

describe('the sync of a log', () => {
  test('keeps a promise by the end of a sync that began after it, and runs one at a time', async () => {
    const { log } = openLog((descriptor) => syncs.sync(descriptor));
    let syncs = new HeldSyncs();
    const steps = fc.array(fc.constantFrom('flush', 'end'), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(steps, async (actions) => {
        syncs = new HeldSyncs();
        syncs.hold();
        let ended = 0;
        const promises: { keptAfter: number; state: { isSettled: boolean } }[] = [];
        for (const action of actions) {
          if (action === 'flush') {
            const keptAfter = syncs.isRunning ? ended + 2 : ended + 1;
            promises.push({ keptAfter, state: watch(log.flush()) });
          } else if (syncs.isRunning) {
            syncs.succeed();
            ended += 1;
          }
          await nextTurn();
          const expected = promises.map(({ keptAfter }) => keptAfter <= ended);
          expect(promises.map(({ state }) => state.isSettled)).toEqual(expected);
        }
        syncs.letGo();
        await nextTurn();
      }),
      { numRuns: 100 },
    );
  });

  test('breaks every promise from the first failure on, also those that wait for the next sync', async () => {
    const syncs = new HeldSyncs();
    const { log } = openLog(syncs.sync);
    syncs.hold();
    const promises = [log.flush(), log.flush()];
    syncs.fail();
    promises.push(log.flush());
    const outcomes = await Promise.allSettled(promises);
    await expect(log.flush()).rejects.toMatchObject({ code: 'SQLITE_IOERR', status: 500 });
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(syncs.count).toBe(1);
    expect(() => log.assertIntact()).toThrow('EIO');
  });

  test('is for the log that is written to, also when every other connection was closed meanwhile', async () => {
    const syncs = new HeldSyncs();
    const { log, file } = openLog(syncs.sync);
    const writer = openNative(file);
    writer.exec('CREATE TABLE t (a)');
    writer.close();
    const other = openNative(file);
    onTestFinished(() => other.close());
    other.exec('INSERT INTO t VALUES (1)');
    await log.flush();
    const { ino, size } = statSync(`${file}-wal`);
    expect(size).toBeGreaterThan(0);
    expect(fstatSync(syncs.descriptor).ino).toBe(ino);
  });

  test('reaches the disk: what cannot be synced is told', async () => {
    const handle = await open(join(temporaryDirectory(), 'file'), 'w');
    await expect(syncToDisk(handle.fd)).resolves.toBeUndefined();
    const { fd } = handle;
    await handle.close();
    await expect(syncToDisk(fd)).rejects.toMatchObject({ code: 'EBADF', syscall: 'fdatasync' });
  });
});

describe('a log that a crash left behind', () => {
  test('is emptied into the database file before anything is added to it', async () => {
    const source = join(temporaryDirectory(), 'main.db');
    const crashed = openDatabase(source, 'full');
    crashed.exec('CREATE TABLE t (a); INSERT INTO t VALUES (7)');
    const image = join(temporaryDirectory(), 'main.db');
    await copyFile(source, image);
    await copyFile(`${source}-wal`, `${image}-wal`);
    expect(statSync(`${image}-wal`).size).toBeGreaterThan(0);

    openLog(new HeldSyncs().sync, image);
    expect(statSync(`${image}-wal`).size).toBe(0);
    const alone = join(temporaryDirectory(), 'main.db');
    await copyFile(image, alone);
    expect(nativeRows(openNative(alone), 'SELECT a FROM t')).toEqual([[7n]]);
    crashed.close();
  });

  test('is left as it is while another process writes', async () => {
    const file = join(temporaryDirectory(), 'main.db');
    const other = openDatabase(file, 'full');
    other.exec('CREATE TABLE t (a); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)');
    const syncs = new HeldSyncs();
    const { log } = openLog(syncs.sync, file);
    other.exec('COMMIT');
    await log.flush();
    expect(fstatSync(syncs.descriptor).ino).toBe(statSync(`${file}-wal`).ino);
    other.close();
  });
});
