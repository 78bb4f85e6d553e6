import { createTestClock, type TestClock } from '@keyline/testkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWaker } from './waker.ts';

let clock: TestClock;
let begun: number[];
let works: Promise<unknown>[];
let wake: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  clock = createTestClock(1_000_000);
  begun = [];
  works = [];
  const work = async () => void begun.push(clock.now());
  const waker = createWaker(work, clock);
  wake = () => waker({ waitUntil: (promise) => void works.push(promise) });
});
afterEach(() => vi.useRealTimers());

async function pass(milliseconds: number): Promise<void> {
  clock.advance(milliseconds);
  await vi.advanceTimersByTimeAsync(milliseconds);
}

test('the first begins at once, all who ask within 200 ms share one more', async () => {
  wake();
  await pass(0);
  expect(begun).toEqual([1_000_000]);
  for (let turn = 0; turn < 5; turn += 1) {
    wake();
    await pass(10);
  }
  expect(works).toHaveLength(2);
  await pass(150);
  expect(begun).toEqual([1_000_000, 1_000_200]);
});

test('whoever asks while the work goes on has it done once more, after that', async () => {
  wake();
  await pass(0);
  wake();
  await pass(200);
  expect(begun).toHaveLength(2);
});

test('after a while of quiet it begins at once again', async () => {
  wake();
  await pass(500);
  wake();
  await pass(0);
  expect(begun).toEqual([1_000_000, 1_000_500]);
});

test('where whoever waited was ended by the platform another takes over', async () => {
  wake();
  await pass(0);
  wake();
  vi.clearAllTimers();
  clock.advance(5_000);
  wake();
  await pass(0);
  expect(begun).toHaveLength(2);
});
