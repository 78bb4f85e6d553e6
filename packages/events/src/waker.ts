import type { Clock } from '@keyline/kernel';

/** What the platform offers whoever has answered: to go on working. */
export interface Later {
  waitUntil(work: Promise<unknown>): void;
}

/** At most once in this time, milliseconds, an isolate begins the work. */
const pauseMs = 200;

/** Work that waits has begun by then, or whoever waited has been ended by the platform: another may take over. */
const patienceMs = 5_000;

/**
 * Has work done soon, after whatever asked for it, and rarely: at once when nothing was done lately, else once for all
 * who ask meanwhile. It begins after each of them asked, so that it sees what they committed. Each isolate has one.
 */
export function createWaker(work: () => Promise<unknown>, clock: Clock): (later: Later) => void {
  let begunAt = Number.NEGATIVE_INFINITY;
  let waitingSince = Number.NEGATIVE_INFINITY;
  return (later) => {
    const now = clock.now();
    if (now - waitingSince < patienceMs) return;
    waitingSince = now;
    const pause = begunAt + pauseMs - now;
    const soon = async () => {
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(pause, pauseMs)));
      waitingSince = Number.NEGATIVE_INFINITY;
      begunAt = clock.now();
      await work();
    };
    later.waitUntil(soon());
  };
}
