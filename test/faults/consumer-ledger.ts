import { join } from 'node:path';
import type { Stack } from '@keyline/stack';
import { createClient } from '@libsql/client/http';
import { build } from 'esbuild';
import { founding, post, signIn, startTestStack } from '../stack/temporary-stack.ts';

/** Builds the consumer of these tests, to run in the place of notifications. */
export async function builtConsumer(directory: string): Promise<string> {
  const outfile = join(directory, 'consumer.js');
  await build({
    entryPoints: [join(import.meta.dirname, 'consumer/worker.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    logLevel: 'error',
  });
  return outfile;
}

/** A running stack with a tenant whose every event goes to the consumer of these tests. */
export interface Told {
  readonly stack: Stack;
  readonly token: string;
  sql(text: string, args?: readonly string[]): Promise<Readonly<Record<string, unknown>>[]>;
  /** Adds an account; 0 when nobody answered. */
  add(name: string): Promise<{ readonly status: number; readonly id: string }>;
  get(path: string): Promise<unknown>;
  post(path: string): Promise<{ readonly status: number; readonly body: unknown }>;
  /** How often the consumer noted each account, by name. */
  notes(): Promise<ReadonlyMap<string, number>>;
}

/** Starts, or starts again, on the data of this directory. */
export async function startTold(
  directory: string,
  consumer: string,
  options: { readonly again?: boolean; readonly retrySeconds?: number } = {},
): Promise<Told> {
  const { again = false, retrySeconds } = options;
  const stack = await startTestStack(directory, {
    bundles: 'wrangler',
    scripts: { notifications: consumer },
    ...(retrySeconds !== undefined && { retrySeconds }),
  });
  const client = createClient({ url: stack.databaseUrl });
  const sql: Told['sql'] = async (text, args = []) =>
    (await client.execute({ sql: text, args: [...args] })).rows.map((row) => ({ ...row }));
  if (!again) {
    await post(`${stack.url}/v1/tenants`, founding);
    await sql(
      `INSERT INTO webhook_endpoints (tenant_id, id, version, created_at, updated_at, created_by, url, events, state, secret)
       SELECT tenant_id, 'whe_1', 1, 0, 0, 'test', 'https://example.cn/', '["*"]', 'active', 'sealed' FROM tenants`,
    );
  }
  const token = await signIn(stack.url);
  const headers = { Authorization: `Bearer ${token}` };
  return {
    stack: { ...stack, stop: () => stack.stop().finally(() => client.close()) },
    token,
    sql,
    async add(name) {
      const answer = await post(`${stack.url}/v1/accounts`, { name, kind: 'enterprise' }, headers).catch(
        () => undefined,
      );
      const body = answer?.body as { readonly id?: string } | undefined;
      return { status: answer?.status ?? 0, id: body?.id ?? '' };
    },
    get: async (path) => (await fetch(`${stack.url}${path}`, { headers })).json(),
    post: (path) => post(`${stack.url}${path}`, {}, headers),
    async notes() {
      const rows = await sql(
        `SELECT a.name, count(e.seq) AS notes FROM accounts a LEFT JOIN events e ON e.tenant_id = a.tenant_id
           AND e.subject_id = a.id AND e.type = 'account.changed' AND e.versioned = 0 GROUP BY a.id`,
      );
      return new Map(rows.map(({ name, notes }) => [String(name), Number(notes)]));
    },
  };
}
