import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createClient } from '@libsql/client/web';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { founding, post, signIn, startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';

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
  while ((await rowsOf(prefix)) < 1 + Math.random() * (size / 2)) await sleep(5);
  await breakOff();
}

/** Has the cron go on until the import has ended, and tells what came of it. */
async function ended(id: string): Promise<Record<string, unknown>> {
  for (;;) {
    await stack.cron({ at: new Date().toISOString(), worker: 'accounts' }).catch(() => undefined);
    const answer = await fetch(`${stack.url}/v1/imports/${id}`, { headers: authorization }).catch(
      () => undefined,
    );
    const job = answer?.ok ? ((await answer.json()) as Record<string, unknown>) : undefined;
    if (typeof job?.endedAt === 'string') return job;
    await sleep(200);
  }
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
  await breakOffInTheMiddle('K', async () => {
    for (const pid of await workerdProcesses()) process.kill(pid, 'SIGKILL');
  });
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

/** The Workers' process of this test's own stack. */
async function workerdProcesses(): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)]);
  const lines = stdout.split('\n').filter((line) => /workerd\b.* serve /.test(line));
  return lines.map((line) => Number.parseInt(line, 10));
}
