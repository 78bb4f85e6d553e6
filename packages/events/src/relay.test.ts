import { type Change, created, type Moment, systemStore, tenantStore } from '@keyline/store';
import {
  createTestClock,
  type GivenTenant,
  givenTenant,
  insertRow,
  orgUnitFields,
  orgUnitSubject,
  type TestClock,
  type TestDatabase,
  testDatabase,
} from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import type { EventMessage } from './message.ts';
import { inBatches, type Queues } from './queues.ts';
import { messagesOf, relay } from './relay.ts';

let database: TestDatabase;
let given: GivenTenant;
let clock: TestClock;
let sent: [string, EventMessage][];
beforeEach(async () => {
  database = await testDatabase().fresh();
  given = await givenTenant(database);
  clock = createTestClock(Date.UTC(2026, 2, 2));
  sent = [];
});

/** Queues that keep what they are sent; `broken` ones refuse. */
function queues(broken: readonly string[] = []): Queues {
  const one = (name: string) => ({
    async sendBatch(messages: Iterable<{ readonly body: unknown }>) {
      if (broken.includes(name)) throw new Error(`${name} is down`);
      for (const { body } of messages) sent.push([name, body as EventMessage]);
    },
  });
  return {
    accounts: one('accounts'),
    opportunities: one('opportunities'),
    contracts: one('contracts'),
    tickets: one('tickets'),
    notifications: one('notifications'),
    notificationsBulk: one('notificationsBulk'),
  };
}

const system = () => systemStore(database.config);
const run = (to = queues()) => relay({ system: system(), queues: to, cell: 'main', clock });

/** So many branches are added; one event each. */
async function addUnits(count: number): Promise<void> {
  const moment: Moment = { actor: { type: 'user', id: given.userId }, now: 1, requestId: null };
  const made = (): Change => created(moment, orgUnitSubject, orgUnitFields(), { type: 'org_unit.created' });
  const changes = Array.from({ length: count }, made);
  await tenantStore(database.config, given.tenantId, given.userId).commit({ changes });
}

/** As if notifications had been sent each of them, and nobody had reacted. */
async function pretendSent(resendAt: number): Promise<void> {
  await database.execute(
    `INSERT INTO reactions (tenant_id, consumer, event_id, state, attempts, changed_at, resend_at)
     SELECT tenant_id, 'notifications', id, 'sent', 0, 0, ? FROM events`,
    [resendAt],
  );
}

async function givenEndpoint(state: string): Promise<void> {
  const stamps = { version: 1, created_at: 0, updated_at: 0, created_by: given.userId };
  const fields = { url: 'https://example.cn/', events: '["*"]', secret: 'sealed', state };
  await insertRow(database, 'webhook_endpoints', {
    tenant_id: given.tenantId,
    id: 'whe_1',
    ...stamps,
    ...fields,
  });
}

const checkpoint = async () => Number((await database.execute('SELECT seq FROM relay'))[0]?.seq);
const leased = async () => (await database.execute('SELECT holder FROM leases')).length;

describe('the relay', () => {
  test('passes everything in the log, page by page, and gives its lease back', async () => {
    await addUnits(450);
    await run();
    expect(await checkpoint()).toBe(450);
    expect(await leased()).toBe(0);
  });

  test('goes away where another is at it, and takes over when that one has died', async () => {
    await addUnits(1);
    await database.execute("INSERT INTO leases VALUES ('relay', 'another', ?)", [clock.now() + 30_000]);
    await run();
    expect(await checkpoint()).toBe(0);
    clock.advance(30_000);
    await run();
    expect(await checkpoint()).toBe(1);
  });

  test('keeps its lease while something came meanwhile, so that it does not wait for the next minute', async () => {
    await addUnits(1);
    const step = { holder: 'me', now: clock.now(), until: clock.now() + 1000, resendAt: 0, limit: 10 };
    const [first] = (await system().relayOn({ ...step, sent: { seq: undefined, to: [] } })).events;
    await addUnits(1);
    const next = await system().relayOn({ ...step, sent: { seq: first?.seq, to: [] } });
    expect(next.events.map(({ seq }) => seq)).toEqual([2]);
    expect(await leased()).toBe(1);
    const last = await system().relayOn({ ...step, sent: { seq: 2, to: [] } });
    expect(last.events).toEqual([]);
    expect(await leased()).toBe(0);
  });

  test('two at once pass every event once', async () => {
    await addUnits(300);
    await Promise.all([run(), run(), run()]);
    expect(await checkpoint()).toBe(300);
    expect(await leased()).toBe(0);
  });

  test('tells notifications of whatever happens in a tenant that has an active webhook endpoint', async () => {
    await addUnits(1);
    await run();
    expect(sent).toEqual([]);
    await givenEndpoint('active');
    await addUnits(1);
    expect(await run()).toBe(1);
    expect(sent).toMatchObject([['notifications', { tenantId: given.tenantId, type: 'org_unit.created' }]]);
    await database.execute("UPDATE webhook_endpoints SET state = 'disabled'");
    await addUnits(1);
    expect(await run()).toBe(0);
    const waiting = await database.execute('SELECT consumer, state, resend_at FROM reactions');
    expect(waiting).toMatchObject([
      { consumer: 'notifications', state: 'sent', resend_at: clock.now() + 3_600_000 },
    ]);
  });

  test('knows by the log which events an import wrote, also when it sends them again', async () => {
    await givenEndpoint('active');
    const moment = { actor: { type: 'user', id: given.userId }, now: 1, requestId: null } as const;
    const many = { ...moment, importId: 'imp_1' };
    const changes = [moment, many].map((one) =>
      created(one, orgUnitSubject, orgUnitFields(), { type: 'org_unit.created' }),
    );
    await tenantStore(database.config, given.tenantId, given.userId).commit({ changes });
    await run();
    await system().sendAllAgain();
    await run();
    const names = ['notifications', 'notificationsBulk'];
    expect(sent.map(([name]) => name)).toEqual([...names, ...names]);
    expect(Object.keys(sent[0]?.[1] ?? {})).not.toContain('imported');
  });

  test('never goes back: one that slept moves nothing that another moved further', async () => {
    await addUnits(2);
    await run();
    const late = { holder: 'late', now: clock.now(), until: clock.now() + 1, resendAt: 0, limit: 10 };
    await system().relayOn({ ...late, sent: { seq: 1, to: [] } });
    expect(await checkpoint()).toBe(2);
  });
});

test('notes of reactions are forgotten by their age, those of what is under way never', async () => {
  await addUnits(3);
  await pretendSent(0);
  await database.execute("UPDATE reactions SET state = 'done', changed_at = rowid");
  await database.execute("UPDATE reactions SET state = 'sent' WHERE rowid = 1");
  expect(await system().deleteOldReactions(3, 10)).toBe(1);
  const left = await database.execute('SELECT rowid AS n FROM reactions ORDER BY rowid');
  expect(left.map(({ n }) => n)).toEqual([1, 3]);
});

describe('what nobody has dealt with in time', () => {
  test('is sent again, and not before it is due', async () => {
    await addUnits(3);
    await run();
    await pretendSent(clock.now() + 1000);
    await run();
    expect(sent).toEqual([]);
    clock.advance(1000);
    expect(await run()).toBe(3);
    expect(sent.map(([name]) => name)).toEqual(Array(3).fill('notifications'));
    expect(sent[0]?.[1]).toMatchObject({ cell: 'main', tenantId: given.tenantId, type: 'org_unit.created' });
    expect(await run()).toBe(0);
  });

  test('is sent again at once where somebody knows that the queues have lost it', async () => {
    await addUnits(2);
    await run();
    await pretendSent(clock.now() + 1000);
    await system().sendAllAgain();
    expect(await run()).toBe(2);
  });

  test('is not lost when the queue refuses it, and the lease is free for the next', async () => {
    await addUnits(1);
    await pretendSent(0);
    await expect(run(queues(['notifications']))).rejects.toThrow('notifications is down');
    expect(await leased()).toBe(0);
    expect(await run()).toBe(1);
    expect(await checkpoint()).toBe(1);
  });

  test('for a consumer that this version does not know waits, and holds nobody up', async () => {
    await addUnits(1);
    await pretendSent(0);
    await database.execute("UPDATE reactions SET consumer = 'invoices'");
    expect(await run()).toBe(0);
    expect(await leased()).toBe(0);
  });
});

describe('an event goes', () => {
  const event = {
    seq: 1,
    tenantId: 'ten_1',
    eventId: 'evt_1',
    type: 'org_unit.created',
    subjectType: 'org_unit',
    subjectId: 'org_1',
    accountId: null,
    version: 1,
    occurredAt: 5,
  };

  test('to notifications where its tenant subscribed, and to nobody whom the catalogue does not name', () => {
    const single = { ...event, imported: false };
    expect(messagesOf({ ...single, subscribed: false }, 'main')).toEqual([]);
    const { seq: _, ...message } = event;
    expect(messagesOf({ ...single, subscribed: true }, 'main')).toEqual([
      { consumer: 'notifications', queue: 'notifications', message: { cell: 'main', ...message } },
    ]);
  });

  test('of an import to nobody who hears of all at its end, and to subscribers by the slow lane', () => {
    const made = { ...event, type: 'account.created', subjectType: 'account' };
    const queues = (imported: boolean, subscribed: boolean) =>
      messagesOf({ ...made, imported, subscribed }, 'main').map(({ queue }) => queue);
    expect(queues(false, false)).toEqual(['notifications']);
    expect(queues(true, false)).toEqual([]);
    expect(queues(true, true)).toEqual(['notificationsBulk']);
  });

  test('to nobody when it tells of a dead letter: its reaction would make the next', () => {
    const letter = { ...event, type: 'dead_letter.kept', subjectType: 'dead_letter', imported: false };
    expect(messagesOf({ ...letter, subscribed: true }, 'main')).toEqual([]);
  });

  test('in calls of at most a hundred messages and 240,000 bytes', () => {
    const { seq: _, ...ids } = event;
    const message: EventMessage = { cell: 'main', ...ids };
    expect(inBatches(Array(250).fill(message)).map(({ length }) => length)).toEqual([100, 100, 50]);
    const large = { ...message, subjectId: 'x'.repeat(100_000) };
    expect(inBatches([large, large, large]).map(({ length }) => length)).toEqual([2, 1]);
    expect(inBatches([])).toEqual([]);
  });
});
