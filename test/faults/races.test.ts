import { afterAll, beforeAll, expect, test } from 'vitest';
import { founding, post, signIn, startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { attempt, kept } from './ledger.ts';

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

test('fifty parallel posts with one key make one account, and all are told of the same', async () => {
  const name = '同键客户';
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => attempt(stack.url, token, 'one-key', name)),
  );
  const made = answers.filter((a) => a.status === 201);
  expect(new Set(made.map((a) => a.body.id)).size).toBe(1);
  expect(made.length).toBeGreaterThan(1);
  const others = answers.filter((a) => a.status !== 201);
  expect(others.map((a) => a.body.code).filter((code) => code !== 'request.conflict')).toEqual([]);
  expect((await kept(stack)).filter((a) => a.name === name)).toHaveLength(1);
});

test('of fifty parallel changes of one version one wins, and forty-nine are told that theirs is stale', async () => {
  const { body } = await attempt(stack.url, token, 'race', '竞争客户');
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      fetch(`${stack.url}/v1/accounts/${body.id}`, {
        method: 'PATCH',
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Bearer ${token}`,
          'If-Match': '"1"',
        },
        body: JSON.stringify({ industry: `行业${n}` }),
      }),
    ),
  );
  const statuses = answers.map((a) => a.status).sort();
  expect(statuses).toEqual([200, ...Array.from({ length: 49 }, () => 412)]);
  const winner = (await answers.find((a) => a.status === 200)?.json()) as {
    industry: string;
    version: number;
  };
  const now = await fetch(`${stack.url}/v1/accounts/${body.id}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(await now.json()).toMatchObject({ industry: winner.industry, version: 2 });
});
