import { createClient } from '@libsql/client/web';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { founding, post, signIn, startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { killWorkers, whileCommitting } from './breaking-off.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Awaited<ReturnType<typeof startTestStack>>;
let authorization: { readonly Authorization: string };
beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path, { bundles: 'wrangler' });
  await post(`${stack.url}/v1/tenants`, founding);
  authorization = { Authorization: `Bearer ${await signIn(stack.url)}` };
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await directory.remove();
});

const size = 6_000;

async function handIn(prefix: string): Promise<string> {
  const form = new FormData();
  form.set('kind', 'accounts');
  form.set('mapping', JSON.stringify({ defaults: { kind: 'enterprise' } }));
  const rows = Array.from({ length: size }, (_, n) => `${prefix}-${n},${prefix}第${n}号客户`);
  form.set('file', new Blob([`externalId,name\n${rows.join('\n')}\n`]), 'customers.csv');
  const answer = await fetch(`${stack.url}/v1/imports`, {
    method: 'POST',
    headers: authorization,
    body: form,
  });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { id: string }).id;
}

const ask = async (sql: string) => {
  const client = createClient({ url: stack.databaseUrl });
  try {
    return (await client.execute(sql)).rows[0];
  } finally {
    client.close();
  }
};
const rowsOf = async (prefix: string) =>
  Number((await ask(`SELECT count(*) AS n FROM accounts WHERE external_id LIKE '${prefix}-%'`))?.n);

/** Waits until some rows are done and not yet all, and breaks the run off there. */
async function breakOffInTheMiddle(prefix: string, breakOff: () => Promise<void>): Promise<void> {
  const enough = 1 + Math.random() * (size / 2);
  await whileCommitting(directory.path, async () => (await rowsOf(prefix)) >= enough);
  await breakOff();
}

/** Has the cron go on until the import has ended, as if its dead runner's time had passed, and tells what came of it. */
async function ended(id: string): Promise<Record<string, unknown>> {
  await ask('UPDATE import_progress SET runner_until = 0');
  let job: Record<string, unknown> = {};
  await whileCommitting(directory.path, async () => {
    await stack.cron({ at: new Date().toISOString(), worker: 'accounts' });
    const answer = await fetch(`${stack.url}/v1/imports/${id}`, { headers: authorization });
    job = (await answer.json()) as Record<string, unknown>;
    return typeof job.endedAt === 'string';
  });
  return job;
}

async function expectEachOnce(prefix: string, job: Record<string, unknown>): Promise<void> {
  expect(job).toMatchObject({ state: 'done', total: size, created: size, unchanged: 0, failed: 0 });
  expect(await rowsOf(prefix)).toBe(size);
  const told = await ask(
    `SELECT count(*) AS n FROM events e JOIN accounts a ON a.tenant_id = e.tenant_id AND a.id = e.subject_id WHERE e.type = 'account.created' AND a.external_id LIKE '${prefix}-%'`,
  );
  expect(told).toMatchObject({ n: size });
}

test('an import whose process is killed at a random row goes on there, and no row is done twice or lost', async () => {
  const id = await handIn('K');
  const running = stack.cron({ at: new Date().toISOString(), worker: 'accounts' }).catch(() => undefined);
  await breakOffInTheMiddle('K', () => killWorkers(stack));
  await running;
  await expectEachOnce('K', await ended(id));
}, 180_000);

test('an import that loses its database at a random row goes on there', async () => {
  const id = await handIn('D');
  const running = stack.cron({ at: new Date().toISOString(), worker: 'accounts' }).catch(() => undefined);
  await breakOffInTheMiddle('D', () => stack.killDatabase('SIGKILL'));
  await running;
  await stack.startDatabase();
  await expectEachOnce('D', await ended(id));
}, 180_000);
