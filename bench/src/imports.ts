import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, startStack } from '@keyline/stack';
import { collectingWholly } from './collect-wholly.ts';
import { type Part, residentMiB, type StackProcess, stackProcesses, workedSeconds } from './processes.ts';
import { openTenant, signIn, type Tenant } from './product.ts';
import { table } from './table.ts';

/** Rows of each file. */
const sizes = (process.env.BENCH_IMPORT_ROWS ?? '10000,100000').split(',').map(Number);
const wanted = 3_000;
/** Whether memory is what is measured: what is held, not what waits to be collected. */
const held = process.env.BENCH_MEMORY === 'held';

/** Files of accounts of several sizes, each on a stack of its own: how fast, and how much memory it takes. */
export function measureImports(): Promise<string> {
  return held ? collectingWholly(measureAll) : measureAll();
}

async function measureAll(): Promise<string> {
  const rows = [];
  for (const size of sizes) rows.push(await measure(size));
  const head = ['accounts', 'rows/s', 'wanted', 'rows per CPU s', 'again, rows/s', ...memoryHead];
  return table(head, rows);
}

const memoryHead = ['Workers before, MiB', 'at most', 'database before, MiB', 'at most'];

async function measure(size: number): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'keyline-bench-'));
  const settings = { bundles: 'wrangler', environment: 'test', clock: 'system', signUp: 'open' } as const;
  const others = await stackProcesses();
  const stack = await startStack({ directory: join(directory, 'data'), port: 0, ...settings });
  const memory = watchMemory(others);
  try {
    const slug = `imports-${size}`;
    const tenant = await openTenant(stack, slug);
    await memory.begin();
    const idle = await memory.cpuSeconds();
    const first = await imported(stack, tenant, slug, size);
    const busy = (await memory.cpuSeconds()) - idle;
    const again = await imported(stack, tenant, slug, size);
    const { workers, database } = await memory.stop();
    if (first.created !== size || again.unchanged !== size) throw new Error('the import is not right');
    const perSecond = ({ seconds }: { readonly seconds: number }) =>
      Math.round(size / seconds).toLocaleString('en');
    return [
      size.toLocaleString('en'),
      perSecond(first),
      `>= ${wanted.toLocaleString('en')}`,
      Math.round(size / busy).toLocaleString('en'),
      perSecond(again),
      ...[workers, database].flatMap(({ before, most }) => [before.toFixed(0), most.toFixed(0)]),
    ];
  } finally {
    await stack.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Job {
  readonly id: string;
  readonly state: string;
  readonly created: number;
  readonly unchanged: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

/** Hands a file in and has the cron go on with it until it has ended. */
async function imported(stack: Stack, tenant: Tenant, slug: string, size: number) {
  const boundary = 'keyline-bench';
  const response = await fetch(`${stack.url}/v1/imports`, {
    method: 'POST',
    headers: {
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      Authorization: `Bearer ${await signIn(stack, slug)}`,
    },
    body: ReadableStream.from(formOf(size, boundary)) as ReadableStream<Uint8Array>,
    duplex: 'half',
  });
  const { id } = (await response.json()) as Job;
  for (;;) {
    await stack.cron({ at: new Date().toISOString(), worker: 'accounts' });
    const headers = { Authorization: `Bearer ${await signIn(stack, slug)}` };
    const job = (await (await fetch(`${stack.url}/v1/imports/${id}`, { headers })).json()) as Job;
    if (job.endedAt === null) continue;
    if (job.state !== 'done') throw new Error(`the import of ${tenant.id} ended: ${JSON.stringify(job)}`);
    return { ...job, seconds: (Date.parse(job.endedAt) - Date.parse(job.startedAt)) / 1_000 };
  }
}

/** The form, made while it is sent: names with all that a search index has to do with. */
function* formOf(size: number, boundary: string): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const field = (name: string, rest = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${rest}\r\n\r\n`;
  const mapping = '{"defaults":{"kind":"enterprise"}}';
  yield encoder.encode(
    `${field('kind')}accounts\r\n${field('mapping')}${mapping}\r\n${field('file', '; filename="a.csv"')}externalId,name,industry,monthlySpend\n`,
  );
  for (let from = 0; from < size; from += 1_000) {
    const lines = Array.from({ length: Math.min(1_000, size - from) }, (_, index) => {
      const n = from + index;
      return `boss-${n},西安${n}号信息技术有限公司,finance,${n % 9_000}.50`;
    });
    yield encoder.encode(`${lines.join('\n')}\n`);
  }
  yield encoder.encode(`\r\n--${boundary}--\r\n`);
}

type Memory = Record<Part, { before: number; most: number }>;

/** Looks at the memory (resident) of the processes of a stack twice a second; `others` are not of it. */
function watchMemory(others: readonly StackProcess[]) {
  const memory: Memory = { workers: { before: 0, most: 0 }, database: { before: 0, most: 0 } };
  let watching = true;
  const ownProcesses = async () =>
    (await stackProcesses()).filter(({ pid }) => !others.some((other) => other.pid === pid));
  const look = async () => {
    for (const { pid, part } of await ownProcesses()) {
      const now = await residentMiB(pid);
      memory[part].most = Math.max(memory[part].most, now);
      if (process.env.BENCH_MEMORY !== undefined) console.log(`${part}: ${now.toFixed(0)} MiB`);
    }
  };
  const watch = async () => {
    while (watching) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  const looking = watch();
  return {
    async begin() {
      await look();
      for (const part of Object.values(memory)) part.before = part.most;
    },
    /** What the processes have worked so far: it says more than time where others work on the machine, too. */
    async cpuSeconds(): Promise<number> {
      const each = await Promise.all((await ownProcesses()).map(({ pid }) => workedSeconds(pid)));
      return each.reduce((sum, seconds) => sum + seconds, 0);
    },
    async stop(): Promise<Memory> {
      watching = false;
      await looking;
      return memory;
    },
  };
}
