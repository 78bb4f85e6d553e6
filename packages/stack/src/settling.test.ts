import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLibsqlServer, type LibsqlServer } from '@keyline/libsql-server';
import { type Client, createClient } from '@libsql/client/web';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Pending, pending, waitUntilSettled } from './settling.ts';

let directory: string;
let server: LibsqlServer;
let client: Client;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'keyline-settling-'));
  server = createLibsqlServer({ directory, synchronous: 'off' });
  client = createClient({ url: 'http://database/', fetch: (request: Request) => server.fetch(request) });
  await client.batch([
    'CREATE TABLE events (seq INTEGER PRIMARY KEY, id TEXT, tenant_id TEXT NOT NULL, type TEXT NOT NULL)',
    'CREATE TABLE relay (log TEXT PRIMARY KEY, seq INTEGER NOT NULL)',
    "INSERT INTO relay VALUES ('events', 2)",
    `CREATE TABLE reactions (tenant_id TEXT NOT NULL, consumer TEXT NOT NULL, event_id TEXT NOT NULL,
      state TEXT NOT NULL, resend_at INTEGER, PRIMARY KEY (consumer, event_id))`,
    `INSERT INTO events VALUES (1, 'e1', 't1', 'account.created'), (2, 'e2', 't2', 'account.created'),
      (3, 'e3', 't1', 'lead.submitted')`,
  ]);
});
afterEach(async () => {
  client.close();
  await server.close();
  await rm(directory, { recursive: true });
});

describe('what is pending', () => {
  test('is what the relay has not sent, and what consumers were sent and have not dealt with', async () => {
    await client.execute(`INSERT INTO reactions VALUES ('t1', 'contracts', 'e1', 'sent', 9),
      ('t2', 'contracts', 'e2', 'sent', 9), ('t1', 'tickets', 'e1', 'sent', 9)`);
    expect(await pending(client)).toEqual([
      { consumer: 'contracts', type: 'account.created', events: 2 },
      { consumer: 'relay', type: 'lead.submitted', events: 1 },
      { consumer: 'tickets', type: 'account.created', events: 1 },
    ]);
  });

  test('is neither what is done nor what is dead nor what nobody was sent', async () => {
    await client.execute('UPDATE relay SET seq = 3');
    await client.execute(`INSERT INTO reactions VALUES ('t1', 'contracts', 'e1', 'done', NULL),
      ('t2', 'contracts', 'e2', 'dead', NULL)`);
    expect(await pending(client)).toEqual([]);
  });
});

describe('waiting', () => {
  const open: Pending = { consumer: 'tickets', type: 'account.created', events: 3 };

  test('ends when nothing is pending any more', async () => {
    const answers = [[open], [open], []];
    await waitUntilSettled(async () => answers.shift() ?? [open], 10_000);
    expect(answers).toEqual([]);
  });

  test('has the relay run while something is not yet sent', async () => {
    const answers: Pending[][] = [[{ ...open, consumer: 'relay' }], [open], []];
    let relayed = 0;
    await waitUntilSettled(
      async () => answers.shift() ?? [open],
      10_000,
      async () => {
        relayed += 1;
      },
    );
    expect(relayed).toBe(1);
  });

  test('names what is still pending when its time is over', async () => {
    const waiting = waitUntilSettled(async () => [open], 0);
    await expect(waiting).rejects.toThrow('Not settled after 0 s; pending: tickets account.created (3).');
  });
});
