import { afterAll, beforeAll, expect, test } from 'vitest';
import { founding, post, signIn, startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { killWorkers, whileCommitting } from './breaking-off.ts';
import { due, type NextSteps, nextStepsOf } from './next-steps.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Awaited<ReturnType<typeof startTestStack>>;
let steps: NextSteps;
beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path, { bundles: 'wrangler' });
  const founded = await post(`${stack.url}/v1/tenants`, founding);
  const { tenant } = founded.body as { readonly tenant: { readonly id: string } };
  const authorization = { Authorization: `Bearer ${await signIn(stack.url)}` };
  const account = { name: '西安市大数据服务有限公司', kind: 'enterprise' };
  const made = await post(`${stack.url}/v1/accounts`, account, authorization);
  const { id: accountId } = made.body as { readonly id: string };
  steps = await nextStepsOf(stack, { tenantId: tenant.id, accountId });
});
afterAll(async () => {
  steps.close();
  await stack.stop();
  await directory.remove();
});

const late = (minutes: number) => new Date(Date.parse(due) + minutes * 60_000).toISOString();
const sweepAt = (at: string) => stack.cron({ at, worker: 'accounts' });

/** Each of those that are due was told of once. */
async function expectEachOnce(): Promise<void> {
  expect(await steps.alerts()).toEqual(steps.ids.toSorted());
}

/** Starts a sweep and waits until it has raised some alerts, and not yet all. */
async function brokenOff(breakOff: () => Promise<void>): Promise<void> {
  const before = (await steps.alerts()).length;
  const sweeping = sweepAt(due).then(
    () => 'finished',
    () => 'broken off',
  );
  await whileCommitting(directory.path, async () => (await steps.alerts()).length > before);
  await breakOff();
  expect(await sweeping).toBe('broken off');
}

test('two sweeps at once, one an hour late and one after all of them raise each alert once', async () => {
  await steps.more(900);
  await sweepAt(late(-1));
  expect(await steps.alerts()).toEqual([]);
  await Promise.all([sweepAt(due), sweepAt(due), sweepAt(late(60))]);
  await sweepAt(late(61));
  await expectEachOnce();
});

test('a sweep whose process is killed in the middle is finished by another, and nothing is told twice', async () => {
  await steps.more(4000);
  await brokenOff(() => killWorkers(stack));
  const told = (await steps.alerts()).length;
  expect(told).toBeLessThan(steps.ids.length);
  await sweepAt(late(1));
  expect((await steps.alerts()).length).toBe(told);
  await steps.letLeasesRunOut();
  await sweepAt(late(2));
  await expectEachOnce();
}, 60_000);

test('a database that is lost in the middle loses no alert and doubles none', async () => {
  await steps.more(4000);
  await brokenOff(() => stack.killDatabase('SIGKILL'));
  await expect(sweepAt(late(1))).rejects.toThrow('The cron of accounts failed');
  await stack.startDatabase();
  const told = (await steps.alerts()).length;
  expect(told).toBeLessThan(steps.ids.length);
  await steps.letLeasesRunOut();
  await Promise.all([sweepAt(late(2)), sweepAt(late(62))]);
  await expectEachOnce();
}, 60_000);
