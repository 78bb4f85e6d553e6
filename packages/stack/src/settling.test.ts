import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLibsqlServer, type LibsqlServer } from '@keyline/libsql-server';
import { type Client, createClient } from '@libsql/client/web';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Pending, pending, waitUntilSettled, watchedReactions } from './settling.ts';

let directory: string;
let server: LibsqlServer;
let client: Client;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'keyline-settling-'));
  server = createLibsqlServer({ directory, synchronous: 'off' });
  client = createClient({ url: 'http://database/', fetch: (request: Request) => server.fetch(request) });
  await client.batch([
    'CREATE TABLE events (id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, type TEXT NOT NULL)',
    `CREATE TABLE reactions (tenant_id TEXT NOT NULL, consumer TEXT NOT NULL, event_id TEXT NOT NULL,
      state TEXT NOT NULL, PRIMARY KEY (consumer, event_id))`,
    `INSERT INTO events VALUES ('e1', 't1', 'account.created'), ('e2', 't2', 'account.created'),
      ('e3', 't1', 'lead.submitted')`,
  ]);
});
afterEach(async () => {
  client.close();
  await server.close();
  await rm(directory, { recursive: true });
});

const catalogue = {
  'account.created': { consumers: ['contracts', 'tickets'] },
  'lead.submitted': { consumers: [] },
};

describe('what is pending', () => {
  test('is every event without a reaction, by consumer and type', async () => {
    expect(await pending(client, catalogue)).toEqual([
      { consumer: 'contracts', type: 'account.created', events: 2 },
      { consumer: 'tickets', type: 'account.created', events: 2 },
    ]);
  });

  test('is neither what is done nor what is dead', async () => {
    await client.execute(`INSERT INTO reactions VALUES ('t1', 'contracts', 'e1', 'done'),
      ('t2', 'contracts', 'e2', 'dead'), ('t1', 'tickets', 'e1', 'done'), ('t2', 'tickets', 'e2', 'failed')`);
    expect(await pending(client, catalogue)).toEqual([
      { consumer: 'tickets', type: 'account.created', events: 1 },
    ]);
  });

  test('is not what another tenant has done', async () => {
    await client.execute("INSERT INTO reactions VALUES ('t2', 'contracts', 'e1', 'done')");
    expect(await pending(client, catalogue)).toContainEqual({
      consumer: 'contracts',
      type: 'account.created',
      events: 2,
    });
  });

  test('is nothing, and the database is not asked, when no event has a consumer', async () => {
    await client.execute('DROP TABLE reactions');
    expect(await pending(client, { 'account.created': { consumers: [] } })).toEqual([]);
    expect(watchedReactions({ 'account.created': { consumers: [] } })).toEqual([]);
  });
});

describe('waiting', () => {
  const open: Pending = { consumer: 'tickets', type: 'account.created', events: 3 };

  test('ends when nothing is pending any more', async () => {
    const answers = [[open], [open], []];
    await waitUntilSettled(async () => answers.shift() ?? [open], 10_000);
    expect(answers).toEqual([]);
  });

  test('names what is still pending when its time is over', async () => {
    const waiting = waitUntilSettled(async () => [open], 0);
    await expect(waiting).rejects.toThrow('Not settled after 0 s; pending: tickets account.created (3).');
  });
});
