import { createClient } from '@libsql/client/web';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  founding,
  post,
  signIn,
  startTestStack,
  type TestStack,
  temporaryDirectory,
} from '../stack/temporary-stack.ts';
import { killWorkers, whileCommitting } from './breaking-off.ts';
import { mailServer, type Receiver, webhookReceiver } from './receivers.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: TestStack;
let headers: Record<string, string>;
let hook: Receiver;
let mail: Receiver;
beforeAll(async () => {
  directory = await temporaryDirectory();
  [hook, mail] = await Promise.all([webhookReceiver(), mailServer()]);
  stack = await startTestStack(directory.path, {
    bundles: 'wrangler',
    channels: {
      SMTP_URL: `smtp://127.0.0.1:${mail.port}?tls=off`,
      MAIL_FROM: 'Keyline <keyline@example.cn>',
    },
  });
  await post(`${stack.url}/v1/tenants`, founding);
  headers = { Authorization: `Bearer ${await signIn(stack.url)}` };
  const endpoint = { url: `http://127.0.0.1:${hook.port}/`, events: ['account.created'] };
  expect(await post(`${stack.url}/v1/webhook-endpoints`, endpoint, headers)).toMatchObject({ status: 201 });
}, 120_000);
afterAll(async () => {
  for (const receiver of [hook, mail]) receiver.stop();
  await stack.stop();
  await directory.remove();
});

async function ask(sql: string): Promise<Readonly<Record<string, unknown>>[]> {
  const client = createClient({ url: stack.databaseUrl });
  try {
    return (await client.execute(sql)).rows.map((row) => ({ ...row }));
  } finally {
    client.close();
  }
}

/** Messages that have not come to their end. */
const open = async (channel: string) =>
  Number(
    (
      await ask(
        `SELECT count(*) AS n FROM deliveries WHERE channel = '${channel}' AND state NOT IN ('delivered', 'dead')`,
      )
    )[0]?.n,
  );

/** Has everybody who waits sent to, as if the claims of dead senders had run out, until nothing is left. */
async function sendWhatIsLeft(channel: string): Promise<void> {
  await stack.settle();
  await ask("UPDATE deliveries SET next_at = 0 WHERE state = 'sending'");
  await whileCommitting(directory.path, async () => {
    await stack.cron({ at: new Date().toISOString(), worker: 'notifications' });
    return (await open(channel)) === 0;
  });
}

/** As soon as the n-th message from now on lies with the receiver, and before he has answered. */
function atMessage(receiver: Receiver, nth: number): Promise<void> {
  const before = receiver.got.length;
  return new Promise((resolve) => {
    receiver.onMessage(async (count) => {
      if (count < before + nth) return;
      resolve();
      // Who is killed waits for no answer.
      await new Promise(() => undefined);
    });
  });
}

const answering = (receiver: Receiver) => receiver.onMessage(async () => undefined);

function timesById(receiver: Receiver, from: number): number[] {
  const ids = Map.groupBy(receiver.got.slice(from), ({ id }) => id);
  return [...ids.values()].map(({ length }) => length);
}

test('a webhook whose sender is killed before it was answered is sent again as the same message', async () => {
  const lies = atMessage(hook, 1);
  await post(`${stack.url}/v1/accounts`, { name: '甲一户', kind: 'enterprise' }, headers);
  await lies;
  await killWorkers(stack);
  answering(hook);
  // The dead sender's claim holds others off until it runs out.
  await stack.cron({ at: new Date().toISOString(), worker: 'notifications' });
  expect(hook.got).toHaveLength(1);
  await sendWhatIsLeft('webhook');
  expect(hook.got).toHaveLength(2);
  expect(hook.got[1]).toEqual(hook.got[0]);
  expect(await ask('SELECT state, json_array_length(attempts) AS attempts FROM deliveries')).toEqual([
    { state: 'delivered', attempts: 1 },
  ]);
}, 120_000);

test('of many webhooks under way at a kill none is lost, and what comes twice comes under its id', async () => {
  const from = hook.got.length;
  const names = Array.from({ length: 30 }, (_, n) => `乙${n}户`);
  const lies = atMessage(hook, 8);
  await Promise.all(
    names.map((name) => post(`${stack.url}/v1/accounts`, { name, kind: 'enterprise' }, headers)),
  );
  await lies;
  await killWorkers(stack);
  answering(hook);
  await sendWhatIsLeft('webhook');
  const times = timesById(hook, from);
  expect(times).toHaveLength(names.length);
  expect(Math.max(...times)).toBeLessThanOrEqual(2);
  const told = new Set(hook.got.slice(from).map(({ content }) => JSON.parse(content).subject.id));
  expect(told.size).toBe(names.length);
  const [states] = await ask(
    "SELECT count(*) AS n, count(DISTINCT message_id) AS ids FROM deliveries WHERE state = 'delivered'",
  );
  expect(states).toEqual({ n: names.length + 1, ids: names.length + 1 });
}, 120_000);

test('one that was answered just before the kill counts as sent, or comes once more under its id', async () => {
  const from = hook.got.length;
  const answered = new Promise<void>((resolve) => {
    hook.onMessage(async () => resolve());
  });
  await post(`${stack.url}/v1/accounts`, { name: '丙一户', kind: 'enterprise' }, headers);
  await answered;
  await killWorkers(stack);
  answering(hook);
  await sendWhatIsLeft('webhook');
  const [times, ...others] = timesById(hook, from);
  expect(others).toEqual([]);
  expect([1, 2]).toContain(times);
}, 120_000);

test('a mail whose sender is killed in the middle is sent again as the same mail', async () => {
  const lies = atMessage(mail, 1);
  const person = { name: '张伟', email: 'zhang.wei@example.cn', roles: [] };
  await post(`${stack.url}/v1/invitations`, person, headers);
  await lies;
  await killWorkers(stack);
  answering(mail);
  await sendWhatIsLeft('email');
  expect(mail.got).toHaveLength(2);
  const [first, second] = mail.got;
  expect(first?.id).toMatch(/^<msg_.*>$/);
  expect(second?.id).toBe(first?.id);
  const [mailed] = await ask("SELECT state FROM deliveries WHERE channel = 'email'");
  expect(mailed).toEqual({ state: 'delivered' });
}, 120_000);
