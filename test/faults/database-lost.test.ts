import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { founding, post, signIn, startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { type Attempt, attempt, kept, orphans } from './ledger.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Awaited<ReturnType<typeof startTestStack>>;
let token: string;
beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path, { bundles: 'wrangler' });
  await post(`${stack.url}/v1/tenants`, founding);
  token = await signIn(stack.url);
});
afterAll(async () => {
  await stack.stop();
  await directory.remove();
});

/** Whole or not at all, once, and everything that was promised. */
async function expectAccounted(attempts: readonly Attempt[]): Promise<void> {
  const accounts = await kept(stack);
  expect(accounts.filter((a) => a.events !== 1 || a.answers !== 1 || a.indexed !== 1)).toEqual([]);
  expect(await orphans(stack)).toBe(0);
  const ids = new Set(accounts.map((a) => a.id));
  const promised = attempts.filter((a) => a.status === 201);
  expect(promised.filter((a) => !ids.has(a.body.id ?? ''))).toEqual([]);
  const names = accounts.map((a) => a.name);
  expect(new Set(names).size).toBe(names.length);
}

/** Repeats with its key whatever was not promised: each is then there exactly once. */
async function repeatUntilPromised(attempts: readonly Attempt[]): Promise<void> {
  for (const { key, name } of attempts.filter((a) => a.status !== 201)) {
    const again = await attempt(stack.url, token, key, name);
    expect(again).toMatchObject({ status: 201 });
  }
  const accounts = await kept(stack);
  for (const { name } of attempts) expect(accounts.filter((a) => a.name === name)).toHaveLength(1);
  expect(await orphans(stack)).toBe(0);
}

describe('the database is gone for five seconds under load', () => {
  test('every answer meanwhile is a 503 that says so, nothing is half written, and work goes on by itself', async () => {
    const attempts: Attempt[] = [];
    const state = { open: true, gone: false };
    const seenWhileGone: Attempt[] = [];
    const worker = async (lane: number) => {
      for (let turn = 0; state.open; turn += 1) {
        const goneBefore = state.gone;
        const made = await attempt(stack.url, token, `gone-${lane}-${turn}`, `断网${lane}之${turn}户`);
        attempts.push(made);
        if (goneBefore && state.gone) seenWhileGone.push(made);
      }
    };
    const lanes = Array.from({ length: 8 }, (_, lane) => worker(lane));
    await enough(attempts, 20);
    await stack.killDatabase('SIGKILL');
    state.gone = true;
    const until = performance.now() + 5000;
    while (performance.now() < until) {
      await attempt(stack.url, token, 'probe', '探测户').then((made) => attempts.push(made));
    }
    state.gone = false;
    await stack.startDatabase();
    const before = attempts.filter((a) => a.status === 201).length;
    await enough(attempts, before + 20);
    state.open = false;
    await Promise.all(lanes);

    expect(seenWhileGone.length).toBeGreaterThan(0);
    expect(new Set(seenWhileGone.map((a) => `${a.status} ${a.body.code}`))).toEqual(
      new Set(['503 service.unavailable']),
    );
    await expectAccounted(attempts);
    const unanswered = attempts.filter((a) => a.status !== 201 && a.key !== 'probe');
    await repeatUntilPromised([...new Map(unanswered.map((a) => [a.key, a])).values()].slice(0, 50));
  }, 60_000);
});

/** Waits for so many promised writes, by what the running lanes push. */
async function enough(attempts: readonly Attempt[], count: number): Promise<void> {
  while (attempts.filter((a) => a.status === 201).length < count) {
    await attempt(stack.url, token, `wait-${performance.now()}`, `等待${performance.now()}`);
  }
}

describe('the database process is killed during 200 parallel writes', () => {
  test('in twelve rounds every promise is kept, the rest is whole or absent, and a repeat gives it once', async () => {
    for (let round = 1; round <= 12; round += 1) {
      const writes = Array.from({ length: 200 }, (_, n) =>
        attempt(stack.url, token, `kill-${round}-${n}`, `断电${round}之${n}户`),
      );
      await Promise.race(writes);
      await stack.killDatabase('SIGKILL');
      const attempts = await Promise.all(writes);
      await stack.startDatabase();
      expect(new Set(attempts.map((a) => a.status).filter((s) => s !== 201))).toEqual(
        attempts.every((a) => a.status === 201) ? new Set() : new Set([503]),
      );
      await expectAccounted(attempts);
      if (round % 4 === 0) await repeatUntilPromised(attempts);
    }
  }, 180_000);
});
