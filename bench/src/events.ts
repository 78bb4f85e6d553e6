import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Stack, startStack } from '@keyline/stack';
import { type Client, createClient } from '@libsql/client';
import { build } from 'esbuild';
import { call, openTenant, type Tenant } from './product.ts';
import { median, table } from './table.ts';

const perSecond = 50;
const seconds = Number(process.env.BENCH_EVENT_SECONDS ?? '20');
const backlog = 2_000;
const rounds = 3;

/**
 * From the answer of a command to the end of the reaction to its event, at fifty events a second; and how many events
 * a second pass relay, queue and reaction where many wait.
 */
export async function measureEvents(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'keyline-events-'));
  const stack = await startStack({
    directory: join(directory, 'data'),
    port: 0,
    bundles: 'wrangler',
    scripts: { notifications: await builtConsumer(directory) },
    environment: 'test',
    clock: 'system',
    signUp: 'open',
  });
  const client = createClient({ url: stack.databaseUrl });
  try {
    const tenant = await openTenant(stack, 'bench-events');
    await subscribe(client, tenant);
    const delays = await delaysAt(stack, client, tenant);
    const rates: number[] = [];
    for (let round = 0; round < rounds; round += 1) rates.push(await rateOf(stack, client, tenant));
    const at = (share: number) => delays[Math.floor(share * (delays.length - 1))]?.toFixed(0) ?? '';
    return table(
      ['measure', 'value', 'wanted'],
      [
        [`answer -> reaction done at ${perSecond} events/s, p50 ms`, at(0.5), '< 2000'],
        ['p99 ms', at(0.99), ''],
        ['most ms', at(1), ''],
        [
          `events/s through relay and reaction, ${backlog} waiting (median of ${rounds})`,
          median(rates).toFixed(0),
          '',
        ],
      ],
    );
  } finally {
    client.close();
    await stack.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function builtConsumer(directory: string): Promise<string> {
  const outfile = join(directory, 'consumer.js');
  await build({
    entryPoints: [join(import.meta.dirname, 'consumer/worker.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    minify: true,
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    logLevel: 'error',
  });
  return outfile;
}

/** Every event of the tenant goes to the consumer, as to notifications where a tenant has a webhook endpoint. */
async function subscribe(client: Client, { id }: Tenant): Promise<void> {
  await client.execute({
    sql: `INSERT INTO webhook_endpoints (tenant_id, id, version, created_at, updated_at, created_by, url, events, state, secret)
      VALUES (?, 'whe_bench', 1, 0, 0, 'bench', 'https://example.cn/', '["*"]', 'active', 'sealed')`,
    args: [id],
  });
}

/** Milliseconds from the answer of each command to its reaction, rising. */
async function delaysAt(stack: Stack, client: Client, { token }: Tenant): Promise<number[]> {
  const answeredAt = new Map<string, number>();
  const started = performance.now();
  const requests: Promise<void>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    await sleep(Math.max(0, started + (n * 1000) / perSecond - performance.now()));
    const body = { name: `事件客户${n}号`, kind: 'enterprise' };
    requests.push(
      call(stack, 'POST', '/v1/accounts', body, token).then((made) => {
        answeredAt.set((made as { id: string }).id, Date.now());
      }),
    );
  }
  await Promise.all(requests);
  await stack.settle();
  const { rows } = await client.execute(
    "SELECT e.subject_id AS id, r.changed_at AS at FROM reactions r JOIN events e ON e.tenant_id = r.tenant_id AND e.id = r.event_id WHERE e.type = 'account.created' AND r.state = 'done'",
  );
  if (rows.length !== perSecond * seconds) throw new Error(`${rows.length} events were reacted to`);
  return rows
    .map(({ id, at }) => Number(at) - (answeredAt.get(String(id)) ?? Number.NaN))
    .sort((one, other) => one - other);
}

/** Events a second from the relay's start to the last reaction. */
async function rateOf(stack: Stack, client: Client, { id }: Tenant): Promise<number> {
  await client.execute({
    sql: `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT INTO events (tenant_id, id, type, subject_type, subject_id, versioned, actor_type, occurred_at, data)
      SELECT ?, 'evt_' || lower(hex(randomblob(13))), 'account.changed', 'account', 'acc_' || i, 0, 'system', 0, '{}' FROM n`,
    args: [backlog, id],
  });
  const started = performance.now();
  await stack.settle();
  return (backlog * 1000) / (performance.now() - started);
}
