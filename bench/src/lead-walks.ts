import { type Accepted, acceptOne, confirmOne, type SalesLine, send, type Walking } from '@keyline/testkit';
import type { RealStack } from './real-stack.ts';

/** Sends a step once; throws when it is not answered well, since a measurement of failures says nothing. */
export const once: Walking = async ({ by, path, body, status, key, url }) => {
  const reply = await send({ url, path, key, token: await by.token() }, body);
  if (reply.status !== status) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body as { readonly id: string };
};

/** Numbers that no two leads of a process share. */
let serials = 0;

export function nextSerial(): number {
  serials += 1;
  return serials;
}

/**
 * Takes so many leads to their contract drafts, a few at a time: all are accepted first, and the accounts that nobody
 * knew are made, as they are long before somebody confirms. Gives how often it looked whether anything waits.
 */
export async function walkMany(
  stack: RealStack,
  line: SalesLine,
  leads: number,
  atOnce: number,
): Promise<{ readonly looks: number }> {
  const accepted: Accepted[] = [];
  const serials = Array.from({ length: leads }, nextSerial);
  await each(serials, atOnce, async (serial) => {
    accepted.push(await acceptOne(line, serial, once));
  });
  const between = await dealtWith(stack);
  await each(accepted, atOnce, (one) => confirmOne(line, one, once));
  return { looks: between + (await dealtWith(stack)) };
}

async function each<T>(items: readonly T[], atOnce: number, run: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const runner = async () => {
    for (const item of left) await run(item);
  };
  await Promise.all(Array.from({ length: atOnce }, runner));
}

const lookMs = 100;

/** Returns when no event waits, with how often it looked. */
async function dealtWith(stack: RealStack): Promise<number> {
  for (let looks = 1; ; looks += 1) {
    await pause(lookMs);
    if ((await stack.waiting()) === 0) return looks;
  }
}

/** Starts so many a second for so long, whether or not the ones before have ended; returns when all have. */
export async function steadily(
  perSecond: number,
  seconds: number,
  start: () => Promise<void>,
): Promise<void> {
  const begun = performance.now();
  const running: Promise<void>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    await pause(begun + (n * 1_000) / perSecond - performance.now());
    running.push(start());
  }
  await Promise.all(running);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
