import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, type Config, createClient } from '@libsql/client';
import { onTestFinished } from 'vitest';
import { createLibsqlServer, type LibsqlServer, type LibsqlServerOptions } from './index.ts';

/** One entry of a pipeline's `results`, loosely typed: tests state what they expect of it. */
export interface TestResult {
  type: 'ok' | 'error';
  response?: { type: string; result?: TestStatementResult & TestBatchResult };
  error?: { message: string; code: string };
}

interface TestStatementResult {
  cols: { name: string; decltype: string | null }[];
  rows: unknown[][];
  affected_row_count: number;
  last_insert_rowid: string | null;
}

interface TestBatchResult {
  step_results: (TestStatementResult | null)[];
  step_errors: ({ message: string; code: string } | null)[];
}

export interface TestServer {
  server: LibsqlServer;
  directory: string;
  /** Sends requests to the main database and reads the answer; the test fails unless it has status 200. */
  send(requests: unknown[], baton?: string | null): Promise<{ baton: string | null; results: TestResult[] }>;
  /** Sends any body and gives the bare response. */
  post(body: unknown, path?: string): Promise<Response>;
  client(database?: string, config?: Partial<Config>): Client;
}

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'libsql-server-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A server in a folder of its own, closed at the end of the test; without fsync unless the test asks for it. */
export function startTestServer(options: Partial<LibsqlServerOptions> = {}): TestServer {
  const directory = options.directory ?? temporaryDirectory();
  const server = createLibsqlServer({ synchronous: 'off', ...options, directory });
  onTestFinished(() => server.close());
  const post = (body: unknown, path = '/v2/pipeline') =>
    server.fetch(new Request(`http://database${path}`, { method: 'POST', body: JSON.stringify(body) }));
  return {
    server,
    directory,
    post,
    async send(requests, baton) {
      const response = await post({ baton, requests });
      if (response.status !== 200) throw new Error(`Status ${response.status}: ${await response.text()}`);
      return response.json() as Promise<{ baton: string | null; results: TestResult[] }>;
    },
    client(database = 'main', config = {}) {
      const url = database === 'main' ? 'http://database/' : `http://database/${database}/`;
      const client = createClient({
        url,
        fetch: (request: Request) => server.fetch(request),
        concurrency: 1_000,
        ...config,
      });
      onTestFinished(() => client.close());
      return client;
    },
  };
}

export function execute(sql: string, args: unknown[] = []): unknown {
  return { type: 'execute', stmt: { sql, args } };
}

export const CLOSE = { type: 'close' };

/** The code of a failed result, or "ok". */
export function codeOf(result: TestResult | undefined): string | undefined {
  return result?.type === 'ok' ? 'ok' : result?.error?.code;
}

/** The plain values of all rows, without their wire types. */
export function rowsOf(result: TestResult | undefined): unknown[][] {
  const rows = result?.response?.result?.rows ?? [];
  return rows.map((row) => row.map((cell) => (cell as { value?: unknown }).value ?? null));
}
