import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, startStack } from '@keyline/stack';
import { givenTenant, insertRow, type TestDatabase, testDatabase, workerUnderTest } from '@keyline/testkit';
import { domain } from '@keyline/worker-accounts';
import { type Client, createClient } from '@libsql/client';
import { armAgain, dueAt, loadDeadlines } from './load-deadlines.ts';
import { call, openTenant } from './product.ts';
import { median, table } from './table.ts';

const due = 1_000;
const sizes = [10_000, Number(process.env.BENCH_DEADLINES ?? '1000000')] as const;
const rounds = 9;
const wanted = 1.2;
const at = new Date(dueAt + 60_000).toISOString();

/** A sweep of 1,000 deadlines that are due among 10,000 and among 1,000,000 that are armed, in turn. */
export async function measureSweep(): Promise<string> {
  const steps: number[] = [];
  for (const armed of sizes) steps.push(await stepsAmong(armed));
  const [small = [], large = []] = await timesAmong(sizes);
  const row = (name: string, one: number, other: number, digits: number) => [
    name,
    one.toFixed(digits),
    other.toFixed(digits),
    (other / one).toFixed(2),
    `<= ${wanted}`,
  ];
  const head = sizes.map((size) => `among ${size.toLocaleString('en')}`);
  return table(
    ['a sweep of 1,000', ...head, 'ratio', 'wanted'],
    [
      row('time, ms', median(small), median(large), 0),
      row('SQLite steps', steps[0] ?? Number.NaN, steps[1] ?? Number.NaN, 0),
    ],
  );
}

/** What the statements of one sweep take, on a database in this process, which counts. */
async function stepsAmong(armed: number): Promise<number> {
  const database = await testDatabase().fresh({ measured: true });
  const { tenantId, userId } = await givenTenant(database);
  const accountId = await accountOf(database, tenantId, userId);
  const client = database.client();
  await loadDeadlines(client, { tenantId, accountId, due, armed });
  const worker = await workerUnderTest(domain, database);
  const before = database.recorded().length;
  await worker.scheduled(Date.parse(at));
  // Before the check, which looks at every deadline.
  const ran = database.measured(before);
  await expectFired(client);
  await database.drop();
  return ran.reduce((sum, { steps }) => sum + steps, 0);
}

async function accountOf(database: TestDatabase, tenantId: string, userId: string): Promise<string> {
  const id = 'acc_bench';
  const stamps = { tenant_id: tenantId, version: 1, created_at: 0, updated_at: 0, created_by: userId };
  const words = { name: 'A', short_names: '[]', name_key: 'a', search_text: 'a', kind: 'enterprise' };
  const rest = { presence: 'existing', grade: 'none', strategic: 0, top500: 0, blacklisted: 0 };
  await insertRow(database, 'accounts', { ...stamps, id, ...words, ...rest });
  return id;
}

async function timesAmong(armed: readonly number[]): Promise<readonly number[][]> {
  const stacks: { stack: Stack; client: Client; times: number[]; stop(): Promise<void> }[] = [];
  try {
    for (const size of armed) stacks.push(await stackWith(size));
    for (let round = 0; round <= rounds; round += 1) {
      for (const { stack, client, times } of stacks) {
        const started = performance.now();
        await stack.cron({ at, worker: 'accounts' });
        // The first one warms the isolate up.
        if (round > 0) times.push(performance.now() - started);
        await expectFired(client);
        await armAgain(client);
      }
    }
    return stacks.map(({ times }) => times);
  } finally {
    for (const { stop } of stacks) await stop();
  }
}

async function stackWith(armed: number) {
  const directory = await mkdtemp(join(tmpdir(), 'keyline-sweep-'));
  const stack = await startStack({
    directory,
    port: 0,
    bundles: 'wrangler',
    environment: 'test',
    clock: 'test',
    signUp: 'open',
  });
  const client = createClient({ url: stack.databaseUrl });
  const { id: tenantId, token } = await openTenant(stack, 'bench-sweep');
  const body = { name: '西安市大数据服务有限公司', kind: 'enterprise' };
  const account = (await call(stack, 'POST', '/v1/accounts', body, token)) as { id: string };
  await loadDeadlines(client, { tenantId, accountId: account.id, due, armed });
  return {
    stack,
    client,
    times: [] as number[],
    async stop() {
      client.close();
      await stack.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A sweep that did not do its work measures nothing. */
async function expectFired(client: Client): Promise<void> {
  const { rows } = await client.execute("SELECT count(*) AS n FROM deadlines WHERE state = 'fired'");
  if (Number(rows[0]?.n) !== due) throw new Error(`${rows[0]?.n} of ${due} deadlines were fired`);
}
