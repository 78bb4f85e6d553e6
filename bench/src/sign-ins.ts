import type { Stack } from '@keyline/stack';
import { openTenant, signIn } from './product.ts';
import { median, table } from './table.ts';

const rounds = 3;
const slug = 'bench-sign-ins';

/**
 * Sign-ins per second beside passwords that a bare Worker checks, in turn: what a sign-in costs beyond scrypt is
 * what the ratio misses of 1.
 */
export async function measureSignIns(stack: Stack, seconds: number): Promise<string> {
  await openTenant(stack, slug);
  const floor = `${stack.url}/v1/contracts/floor/password`;
  await fetch(floor, { method: 'PUT' });
  const rows: (string | number)[][] = [];
  for (const connections of [1, 8]) {
    const perRound: { signIns: number; alone: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const alone = await rate(connections, seconds, async () => {
        const response = await fetch(floor);
        if (!response.ok) throw new Error(`the floor answers ${response.status}`);
      });
      const signIns = await rate(connections, seconds, async () => {
        await signIn(stack, slug);
      });
      perRound.push({ signIns, alone });
    }
    rows.push([
      connections,
      median(perRound.map(({ signIns }) => signIns)).toFixed(1),
      median(perRound.map(({ alone }) => alone)).toFixed(1),
      median(perRound.map(({ signIns, alone }) => signIns / alone)).toFixed(2),
    ]);
  }
  return table(['connections', 'sign-ins/s', 'scrypt alone/s', 'ratio'], rows);
}

/** How often per second so many callers, each one after another, get it done. */
async function rate(callers: number, seconds: number, once: () => Promise<void>): Promise<number> {
  const started = performance.now();
  const until = started + seconds * 1_000;
  let done = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < until) {
        await once();
        done += 1;
      }
    }),
  );
  return (done * 1_000) / (performance.now() - started);
}
