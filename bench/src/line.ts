import { foundSalesLine, type SalesLine, submitOne } from '@keyline/testkit';
import { nextSerial, once, pause, steadily, walkMany } from './lead-walks.ts';
import { type RealStack, startRealStack } from './real-stack.ts';
import { quantile, table } from './table.ts';

/** Leads per second of the latency, and for how many seconds. */
const perSecond = Number(process.env.BENCH_LEADS_PER_SECOND ?? '5');
const seconds = 20;
/** Leads whose cost is counted, and how many are under way at once. */
const counted = 200;
const atOnce = 4;
/** How often the database is looked at for new rows, milliseconds: the measurement is not finer than that. */
const lookMs = 10;
const graceMs = 60_000;

/** How soon a lead lies before the opportunity manager, and what a lead costs on its way to a contract draft. */
export async function measureLine(): Promise<string> {
  const stack = await startRealStack();
  try {
    const line = await foundSalesLine(stack.url, 'bench-line');
    await walkMany(stack, line, 20, atOnce);
    const latency = await leadToInbox(stack, line);
    await stack.settle();
    return `${latency}\n\n${await costOfLeads(stack, line)}`;
  } finally {
    await stack.stop();
  }
}

/** From sending a lead to the row in the inbox of who takes it in. */
async function leadToInbox(stack: RealStack, line: SalesLine): Promise<string> {
  const sent = new Map<string, number>();
  const seen = new Map<string, number>();
  const watching = new AbortController();
  const watch = watchInbox(stack, line.taker.id, watching.signal, (leadId) => {
    seen.set(leadId, performance.now());
  });
  const started = performance.now();
  await steadily(perSecond, seconds, async () => {
    const at = performance.now();
    sent.set((await submitOne(line, nextSerial(), once)).id, at);
  });
  const lasted = performance.now() - started;
  const until = performance.now() + graceMs;
  while (seen.size < sent.size && performance.now() < until) await pause(lookMs);
  watching.abort();
  await watch;
  const took = [...seen].flatMap(([id, at]) => [at - (sent.get(id) ?? Number.NaN)]);
  const row = [0.5, 0.95, 0.99, 1].map((share) => Math.round(quantile(took, share)));
  const head = ['leads', 'leads/s', 'in the inbox', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'];
  return table(head, [[sent.size, ((sent.size * 1_000) / lasted).toFixed(1), seen.size, ...row]]);
}

/** Tells of every new task about a lead that comes to a user's inbox. */
async function watchInbox(
  stack: RealStack,
  userId: string,
  signal: AbortSignal,
  tell: (leadId: string) => void,
): Promise<void> {
  const sql = `SELECT n.rowid AS place, k.subject_id AS id FROM notifications n
    LEFT JOIN tasks k ON k.tenant_id = n.tenant_id AND k.id = n.subject_id AND k.subject_type = 'lead'
    WHERE n.rowid > ? AND n.user_id = ? ORDER BY n.rowid`;
  const before = await stack.client.execute('SELECT coalesce(max(rowid), 0) AS place FROM notifications');
  let last = Number(before.rows[0]?.place);
  while (!signal.aborted) {
    for (const { place, id } of (await stack.client.execute({ sql, args: [last, userId] })).rows) {
      last = Number(place);
      if (id !== null) tell(String(id));
    }
    await pause(lookMs);
  }
}

/** Everything that leads cause until nothing is under way: requests, relay, reactions, drafts, inbox rows. */
async function costOfLeads(stack: RealStack, line: SalesLine): Promise<string> {
  const look = async () => ({
    counts: await stack.counts(),
    cpu: await stack.cpuSeconds(),
    log: await stack.logged(),
  });
  const before = await look();
  const started = performance.now();
  const { looks } = await walkMany(stack, line, counted, atOnce);
  const lasted = (performance.now() - started) / 1_000;
  const after = await look();
  const drafts = await stack.client.execute('SELECT count(*) AS n FROM contracts');
  const leads = await stack.client.execute('SELECT count(*) AS n FROM opportunities');
  if (drafts.rows[0]?.n !== leads.rows[0]?.n) throw new Error('not every lead has come to its draft');
  const perThousand = (value: number) => (value * 1_000) / counted;
  const count = (name: keyof typeof before.counts, own = 0) =>
    Math.round(perThousand(after.counts[name] - before.counts[name] - own)).toLocaleString('en');
  const logged = (name: keyof typeof before.log) =>
    Math.round(perThousand(after.log[name] - before.log[name])).toLocaleString('en');
  const cpu = (part: keyof typeof before.cpu) => perThousand(after.cpu[part] - before.cpu[part]).toFixed(1);
  return table(
    ['1,000 leads from submission to contract draft', 'value'],
    [
      ['requests', '5,000'],
      ['database round trips', count('pipelines', looks)],
      ['statements', count('statements', looks)],
      ['rows written', count('rowsWritten')],
      ['events', logged('events')],
      ['messages of queues: events times consumers', logged('messages')],
      ['KiB of the database file', logged('kib')],
      ['CPU s of workerd (all Workers)', cpu('workers')],
      ['CPU s of the database', cpu('database')],
      [`leads/s, ${atOnce} under way at once, until all is settled`, (counted / lasted).toFixed(1)],
    ],
  );
}
