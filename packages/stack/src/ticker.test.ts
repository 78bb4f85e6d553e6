import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTicker, type Ticker } from './ticker.ts';

const minute = 60_000;
const start = Date.parse('2026-03-02T09:00:20.500Z');

let ticker: Ticker | undefined;
beforeEach(() => vi.useFakeTimers({ now: start }));
afterEach(() => {
  ticker?.stop();
  vi.useRealTimers();
});

describe('the ticker', () => {
  test('ticks at every full minute of the wall clock', async () => {
    const ticks: string[] = [];
    ticker = startTicker(async (at) => void ticks.push(new Date(at).toISOString()));
    await vi.advanceTimersByTimeAsync(39_499);
    expect(ticks).toEqual([]);
    await vi.advanceTimersByTimeAsync(1 + 2 * minute);
    expect(ticks).toEqual([
      '2026-03-02T09:01:00.000Z',
      '2026-03-02T09:02:00.000Z',
      '2026-03-02T09:03:00.000Z',
    ]);
  });

  test('does not start a tick while the one before still runs', async () => {
    let finish: (() => void) | undefined;
    const tick = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    ticker = startTicker(tick);
    await vi.advanceTimersByTimeAsync(3 * minute);
    expect(tick).toHaveBeenCalledTimes(1);
    finish?.();
    await vi.advanceTimersByTimeAsync(minute);
    expect(tick).toHaveBeenCalledTimes(2);
  });

  test('is silent once it is stopped, also when it is stopped during a tick', async () => {
    let finish: (() => void) | undefined;
    const tick = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    ticker = startTicker(tick);
    await vi.advanceTimersByTimeAsync(minute);
    ticker.stop();
    finish?.();
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(tick).toHaveBeenCalledTimes(1);
  });
});
