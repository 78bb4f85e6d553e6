/** A running clock of crons. */
export interface Ticker {
  stop(): void;
}

const minuteMs = 60_000;

/**
 * Calls `tick` at every full minute of the wall clock, with that minute in milliseconds. A tick that still
 * runs when the next one is due makes that one wait for its next turn: crons find what is due, so nothing is
 * lost. `tick` must not reject.
 */
export function startTicker(tick: (at: number) => Promise<void>, now: () => number = Date.now): Ticker {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const schedule = () => {
    if (stopped) return;
    const at = (Math.floor(now() / minuteMs) + 1) * minuteMs;
    timer = setTimeout(() => void tick(at).then(schedule), at - now());
  };
  schedule();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
