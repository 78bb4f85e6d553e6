import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runTurn, type Turn } from './turn.ts';
import { type LockHolder, WriteLock } from './write-lock.ts';

class Writer implements LockHolder {
  readonly name: string;
  hasLost = false;

  constructor(name: string) {
    this.name = name;
  }

  loseTransaction(): void {
    this.hasLost = true;
  }
}

const TIMEOUT_MS = 5_000;

function setUp() {
  const lock = new WriteLock({ now: Date.now, transactionTimeoutMs: TIMEOUT_MS });
  const served: string[] = [];
  function* turn(writer: Writer): Turn<void> {
    yield* lock.acquire(writer);
    served.push(writer.name);
  }
  const acquire = (writer: Writer, signal?: AbortSignal) => runTurn(turn(writer), signal);
  const writers = ['a', 'b', 'c', 'd'].map((name) => new Writer(name)) as [Writer, Writer, Writer, Writer];
  return { lock, served, acquire, writers };
}

describe('write lock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is taken at once when free, and again by its holder', async () => {
    const { acquire, served, writers } = setUp();
    await acquire(writers[0]);
    await acquire(writers[0]);
    expect(served).toEqual(['a', 'a']);
  });

  test('goes to one waiter per release, in order of arrival', async () => {
    const { lock, acquire, served, writers } = setUp();
    const [a, b, c] = writers;
    const waits = [a, b, c].map((writer) => acquire(writer));
    lock.release(a);
    await waits[1];
    expect(served).toEqual(['a', 'b']);
    lock.release(b);
    await waits[2];
    expect(served).toEqual(['a', 'b', 'c']);
  });

  test('nobody overtakes the waiter that was woken but has not run yet', async () => {
    const { lock, acquire, served, writers } = setUp();
    const [a, b, c] = writers;
    const waits = [a, b].map((writer) => acquire(writer));
    lock.release(a);
    waits.push(acquire(c));
    await waits[1];
    lock.release(b);
    await Promise.all(waits);
    expect(served).toEqual(['a', 'b', 'c']);
  });

  test('only its holder can release it', async () => {
    const { lock, acquire, writers } = setUp();
    const [a, b] = writers;
    await acquire(a);
    lock.release(b);
    expect(lock.isHeldBy(a)).toBe(true);
  });

  test('a waiter that gives up leaves the line', async () => {
    const { lock, acquire, served, writers } = setUp();
    const [a, b, c] = writers;
    const patience = new AbortController();
    await acquire(a);
    const waits = [acquire(b, patience.signal), acquire(c)];
    patience.abort(new Error('gone'));
    await expect(waits[0]).rejects.toThrow('gone');
    lock.release(a);
    await waits[1];
    expect(served).toEqual(['a', 'c']);
  });

  test('a waiter that gives up just as it gets the lock passes it on', async () => {
    const { lock, acquire, served, writers } = setUp();
    const [a, b, c] = writers;
    const patience = new AbortController();
    await acquire(a);
    const waits = [acquire(b, patience.signal), acquire(c)];
    patience.abort(new Error('gone'));
    lock.release(a);
    await expect(waits[0]).rejects.toThrow('gone');
    await waits[1];
    expect(served).toEqual(['a', 'c']);
  });

  test('is taken from a holder that is too old once somebody waits', async () => {
    const { acquire, served, writers } = setUp();
    const [a, b, c] = writers;
    await acquire(a);
    await vi.advanceTimersByTimeAsync(TIMEOUT_MS - 1);
    const waits = [acquire(b), acquire(c)];
    expect(a.hasLost).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await waits[0];
    expect([a.hasLost, b.hasLost, served]).toEqual([true, false, ['a', 'b']]);
    await vi.advanceTimersByTimeAsync(TIMEOUT_MS);
    await waits[1];
    expect([b.hasLost, served]).toEqual([true, ['a', 'b', 'c']]);
  });

  test('stays with an old holder as long as nobody waits', async () => {
    const { lock, acquire, writers } = setUp();
    await acquire(writers[0]);
    await vi.advanceTimersByTimeAsync(10 * TIMEOUT_MS);
    expect([lock.isHeldBy(writers[0]), writers[0].hasLost]).toEqual([true, false]);
  });
});
