import type { Afterwork, Job } from '@keyline/http';
import type { NotificationsEnv } from '../env.ts';
import { isConfigured, type Sender, sendLane } from './sender.ts';

/** How long one run takes on new work, and how often it looks for some, milliseconds of real time. */
const budgetMs = 20_000;
const lookMs = 500;
/** Receivers that are served at the same time. */
const mostLanes = 30;

/**
 * Sends what is due, each receiver in a lane of its own: one that hangs holds nobody else, and who comes meanwhile is
 * served. The time is real time, whatever the cron's is: receivers outside know no other.
 */
export async function sendDue(sender: Sender): Promise<void> {
  const { system, runtime } = sender;
  const until = runtime.clock.now() + budgetMs;
  const running = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  while (runtime.clock.now() < until) {
    const due = await system.findDueLanes(runtime.clock.now());
    const fresh = due.filter((lane) => !running.has(lane) && isConfigured(runtime, lane));
    for (const lane of fresh.slice(0, mostLanes - running.size)) {
      const sending = sendLane(sender, lane, until)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(lane));
      running.set(lane, sending);
    }
    if (running.size === 0) break;
    await Promise.race([...running.values(), pause(lookMs)]);
    if (failures.length > 0) break;
  }
  await Promise.all(running.values());
  if (failures.length > 0) throw failures[0];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export const sendDeliveries: Job = {
  name: 'send-deliveries',
  run: ({ system, runtime }) => sendDue({ system, runtime }),
};

/** The same right after reactions have left messages behind. */
export const sendAfterwards: Afterwork = {
  queue: 'deliveries',
  async wake({ env }) {
    await (env as NotificationsEnv).DELIVERIES?.sendBatch([{ body: null }]);
  },
  run: sendDue,
};
