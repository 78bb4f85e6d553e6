import { systemStore } from '@keyline/store';
import { createTestClock, testDatabase } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { withLease } from './lease.ts';

const clock = createTestClock(0);
let held: <T>(work: Parameters<typeof withLease<T>>[2]) => Promise<T | undefined>;
let ownerless: () => Promise<void>;
beforeEach(async () => {
  const { config, execute } = await testDatabase().fresh();
  held = (work) => withLease(systemStore(config), { name: 'relay/main', forMs: 1000, clock }, work);
  ownerless = async () => {
    await execute("INSERT INTO leases VALUES ('relay/main', 'somebody who died', ?)", [clock.now() + 1000]);
  };
});

test('only one works at a time', async () => {
  const inside = await held(async () => [await held(async () => 'second'), 'first']);
  expect(inside).toEqual([undefined, 'first']);
  expect(await held(async () => 'next')).toBe('next');
});

test('work that fails gives the lease back', async () => {
  await expect(held(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await held(async () => 'next')).toBe('next');
});

test('a holder that died keeps others away until the lease runs out', async () => {
  await ownerless();
  expect(await held(async () => 'work')).toBeUndefined();
  clock.advance(1000);
  expect(await held(async () => 'work')).toBe('work');
});

test('a holder that goes on in time keeps the lease, one that slept learns that another has it', async () => {
  await held(async (lease) => {
    clock.advance(900);
    expect(await lease.extend()).toBe(true);
    clock.advance(900);
    expect(await held(async () => 'other')).toBeUndefined();
    clock.advance(200);
    await held(async () => {
      expect(await lease.extend()).toBe(false);
    });
  });
});
