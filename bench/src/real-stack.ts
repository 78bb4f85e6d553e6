import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, startStack } from '@keyline/stack';
import { type Client, createClient } from '@libsql/client';
import { byPart, type Part, residentMiB, stackProcesses, workedSeconds } from './processes.ts';

/** What a database did since it was opened. */
export interface Counts {
  readonly pipelines: number;
  readonly statements: number;
  readonly rowsWritten: number;
}

/** A stack of its own with nothing but the product's Workers, and what is seen of it from outside. */
export interface RealStack extends Stack {
  readonly client: Client;
  counts(): Promise<Counts>;
  memoryMiB(): Promise<Readonly<Record<Part, number>>>;
  cpuSeconds(): Promise<Readonly<Record<Part, number>>>;
  /** What lies in the log so far, and how large the database is with all of it. */
  logged(): Promise<Readonly<Record<'events' | 'messages' | 'kib', number>>>;
  /** Events that nobody has dealt with yet: those not sent, and those sent. */
  waiting(): Promise<number>;
}

export async function startRealStack(): Promise<RealStack> {
  const directory = await mkdtemp(join(tmpdir(), 'keyline-line-'));
  const others = new Set((await stackProcesses()).map(({ pid }) => pid));
  const settings = { bundles: 'wrangler', environment: 'test', clock: 'system', signUp: 'open' } as const;
  const stack = await startStack({ directory: join(directory, 'data'), port: 0, ...settings });
  const own = (await stackProcesses()).filter(({ pid }) => !others.has(pid));
  const client = createClient({ url: stack.databaseUrl });
  return {
    ...stack,
    client,
    counts: async () => (await (await fetch(`${stack.databaseUrl}/counts`)).json()) as Counts,
    memoryMiB: () => byPart(own, residentMiB),
    cpuSeconds: () => byPart(own, workedSeconds),
    async logged() {
      const { rows } = await client.execute(
        `SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM reactions) AS messages,
          (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size) / 1024 AS kib`,
      );
      const [row] = rows;
      return { events: Number(row?.events), messages: Number(row?.messages), kib: Number(row?.kib) };
    },
    async waiting() {
      const { rows } = await client.execute(
        `SELECT (SELECT count(*) FROM events WHERE seq > (SELECT seq FROM relay WHERE log = 'events'))
          + (SELECT count(*) FROM reactions WHERE state = 'sent') AS n`,
      );
      return Number(rows[0]?.n);
    },
    async stop() {
      client.close();
      await stack.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
