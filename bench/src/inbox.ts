import type { Stack } from '@keyline/stack';
import { createClient } from '@libsql/client/web';
import { call, openTenant, type Tenant } from './product.ts';
import { quantile, table } from './table.ts';

/** Changes of owners per second, as many as a busy operator makes in a minute. */
const perSecond = 50;
/** How often the database is looked at for new rows, milliseconds: the measurement is not finer than that. */
const lookMs = 10;
/** How long the last rows may take. */
const graceMs = 30_000;

/**
 * From the answer to a command that notifies (an account gets another owner) to the row in that owner's inbox, in the
 * running stack: commit, relay, queue, reaction.
 */
export async function measureInbox(stack: Stack, seconds: number): Promise<string> {
  const tenant = await openTenant(stack, 'bench-inbox');
  const owner = (await call(stack, 'POST', '/v1/users', newOwner, tenant.token)) as { id: string };
  const accounts = await makeAccounts(stack, tenant, perSecond * seconds);
  const answered = new Map<string, number>();
  const seen = new Map<string, number>();
  const watching = new AbortController();
  const watch = watchInboxes(stack, watching.signal, (accountId) => seen.set(accountId, performance.now()));
  const started = performance.now();
  await Promise.all(
    accounts.map(async (id, index) => {
      await pause(started + (index * 1000) / perSecond - performance.now());
      await call(stack, 'PATCH', `/v1/accounts/${id}`, { ownerId: owner.id }, tenant.token);
      answered.set(id, performance.now());
    }),
  );
  const lasted = performance.now() - started;
  const until = performance.now() + graceMs;
  while (seen.size < accounts.length && performance.now() < until) await pause(lookMs);
  watching.abort();
  await watch;
  const took = [...seen].map(([id, at]) => Math.max(0, at - (answered.get(id) ?? at)));
  const row = [0.5, 0.95, 0.99, 1].map((share) => Math.round(quantile(took, share)));
  const rate = ((accounts.length * 1000) / lasted).toFixed(0);
  const head = ['events', 'events/s', 'in the inbox', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms', 'wanted p50'];
  return table(head, [[accounts.length, rate, seen.size, ...row, '< 2000 ms']]);
}

const newOwner = { name: '李娜', email: 'li.na@example.cn', roles: [] };

async function makeAccounts(stack: Stack, tenant: Tenant, count: number): Promise<string[]> {
  const ids: string[] = [];
  const left = Array.from({ length: count }, (_, index) => index).values();
  const maker = async () => {
    for (const index of left) {
      const body = { name: `骊山${index}号温泉酒店`, kind: 'enterprise' };
      ids.push(((await call(stack, 'POST', '/v1/accounts', body, tenant.token)) as { id: string }).id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, maker));
  return ids;
}

/** Tells of every new row of an inbox by its account. */
async function watchInboxes(
  stack: Stack,
  signal: AbortSignal,
  tell: (accountId: string) => void,
): Promise<void> {
  const client = createClient({ url: stack.databaseUrl });
  let last = 0;
  try {
    while (!signal.aborted) {
      const sql = 'SELECT rowid AS place, subject_id FROM notifications WHERE rowid > ? ORDER BY rowid';
      for (const row of (await client.execute({ sql, args: [last] })).rows) {
        last = Number(row.place);
        tell(String(row.subject_id));
      }
      await pause(lookMs);
    }
  } finally {
    client.close();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
