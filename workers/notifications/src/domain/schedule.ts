import type { DeliveryChannel } from '@keyline/schema';

const [second, minute, hour] = [1000, 60_000, 3_600_000];

/**
 * Pauses after the first, second ... failed attempt, milliseconds; behind the last a delivery is dead. Webhooks go on
 * for three days, as Standard Webhooks advises (spec/standard-webhooks.md, "Deliverability and reliability").
 */
const pauses: Readonly<Record<DeliveryChannel, readonly number[]>> = {
  webhook: [
    5 * second,
    5 * minute,
    30 * minute,
    2 * hour,
    5 * hour,
    10 * hour,
    14 * hour,
    20 * hour,
    24 * hour,
  ],
  email: [30 * second, 2 * minute, 10 * minute, hour, 4 * hour, 12 * hour, 24 * hour],
  sms: [15 * second, minute, 5 * minute, 30 * minute, 2 * hour],
};

/** How much longer a pause may be, so that what failed together does not come again together. */
const jitter = 0.2;

/**
 * When a delivery is tried again after `tries` failed attempts, in real time; undefined: not any more. `chance` is from
 * 0 to 1. A receiver that asks for more time gets it.
 */
export function nextAttemptAt(
  channel: DeliveryChannel,
  tries: number,
  { now, chance, retryAfterMs = 0 }: { now: number; chance: number; retryAfterMs?: number | undefined },
): number | undefined {
  const pause = pauses[channel][tries - 1];
  return pause === undefined
    ? undefined
    : now + Math.max(retryAfterMs, Math.round(pause * (1 + jitter * chance)));
}
