import { type SalesLine, send, type Walking, walkLead } from '@keyline/testkit';

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

/** Takes so many leads to their contract drafts, a few at a time. */
export async function walkMany(line: SalesLine, leads: number, atOnce: number): Promise<void> {
  let left = leads;
  const walker = async () => {
    while (left > 0) {
      left -= 1;
      await walkLead(line, nextSerial(), once);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, walker));
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
