/** What a test file left behind in its process, by what takes it away. */
const left = new Set<() => Promise<void>>();

/** Has something taken away when the test file is through; `forget` when that was done before. */
export function leave(takeAway: () => Promise<void>): { forget(): void } {
  left.add(takeAway);
  return { forget: () => void left.delete(takeAway) };
}

/** Takes away everything that was left. */
export async function takeAwayLeftovers(): Promise<void> {
  for (const takeAway of left) await takeAway();
}
