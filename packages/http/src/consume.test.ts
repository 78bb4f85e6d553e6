import { changed, created, first, type Moment, must, tenant, tenantStore } from '@keyline/store';
import {
  type GivenTenant,
  givenTenant,
  orgUnitById,
  orgUnitFields,
  orgUnitSubject,
  type TestDatabase,
  testDatabase,
  workerUnderTest,
} from '@keyline/testkit';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pauseAfter } from './consume.ts';
import { reaction, reactionsByType, work } from './reaction.ts';
import { personal, reactingDomain } from './testing/unit-domain.ts';

let database: TestDatabase;
let given: GivenTenant;
let log: ReturnType<typeof vi.spyOn>;
beforeEach(async () => {
  database = await testDatabase().fresh();
  given = await givenTenant(database);
  log = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const never = must([], sql`${tenant} IS NULL`);
const happenedAt = Date.UTC(2026, 2, 2, 1);

/** A branch that somebody added: one event of type `org_unit.created`. */
async function givenUnit() {
  const moment: Moment = { actor: { type: 'user', id: given.userId }, now: happenedAt, requestId: null };
  const made = created(moment, orgUnitSubject, orgUnitFields(), { type: 'org_unit.created' });
  await tenantStore(database.config, given.tenantId, given.userId).commit({ changes: [made] });
  const [event] = await database.execute('SELECT id FROM events WHERE subject_id = ?', [made.row.id]);
  return { id: made.row.id, message: messageOf(made.row.id, String(event?.id)) };
}

function messageOf(subjectId: string, eventId: string) {
  const named = { cell: 'main', tenantId: given.tenantId, eventId, type: 'org_unit.created' };
  return {
    ...named,
    subjectType: 'org_unit',
    subjectId,
    accountId: null,
    version: 1,
    occurredAt: happenedAt,
  };
}

/** Names every new branch after what it has seen of it. */
const naming = reaction({
  on: 'org_unit.created',
  load: ({ subjectId }) => ({ unit: first(orgUnitById.bind({ id: subjectId })) }),
  decide({ loaded, moment }) {
    if (loaded.unit === undefined) return undefined;
    const name = `${loaded.unit.name} named`;
    return {
      changes: [changed(moment, orgUnitSubject, loaded.unit, { name }, { type: 'org_unit.changed' })],
    };
  },
});

const namesOf = async (id: string) =>
  (await database.execute('SELECT name FROM org_units WHERE id = ?', [id])).map(({ name }) => name);
const reactionsOf = async () =>
  (await database.execute('SELECT consumer, state, attempts, last_error FROM reactions')).map((row) => ({
    ...row,
  }));
const strays = async () =>
  (await database.execute('SELECT queue, reason, body FROM stray_messages')).map((row) => ({ ...row }));
const letters = async () =>
  (await database.execute('SELECT consumer, event_type, state, attempts, last_error FROM dead_letters')).map(
    (row) => ({ ...row }),
  );

describe('a reaction', () => {
  test('takes place once, however often its message comes, and says so in the same commit', async () => {
    const worker = await workerUnderTest(reactingDomain(naming), database);
    const { id, message } = await givenUnit();
    expect(await worker.deliver([message, message, message])).toEqual(Array(3).fill('acknowledged'));
    expect(await worker.deliver([message])).toEqual(['acknowledged']);
    expect(await namesOf(id)).toEqual([`${id} named`]);
    expect(await reactionsOf()).toEqual([
      { consumer: 'units', state: 'done', attempts: 0, last_error: null },
    ]);
  });

  test('happens at the time of its event, and nobody but the system does it', async () => {
    const worker = await workerUnderTest(reactingDomain(naming), database);
    const { id } = await givenUnit();
    expect(await worker.react()).toEqual(['acknowledged']);
    const [event] = await database.execute(
      "SELECT * FROM events WHERE subject_id = ? AND type = 'org_unit.changed'",
      [id],
    );
    expect(event).toMatchObject({ occurred_at: happenedAt, actor_type: 'system', actor_id: null });
    expect(await worker.react()).toEqual([]);
  });

  test('gets what the log says of the event', async () => {
    const seen: unknown[] = [];
    const looking = reaction({ on: ['org_unit.created'], decide: ({ event }) => void seen.push(event) });
    const worker = await workerUnderTest(reactingDomain(looking), database);
    const { id, message } = await givenUnit();
    expect(await worker.react()).toEqual(['acknowledged']);
    expect(seen).toEqual([
      {
        ...message,
        actor: { type: 'user', id: given.userId },
        requestId: null,
        data: { changes: { kind: [null, 'branch'], name: [null, id] } },
      },
    ]);
    expect(await reactionsOf()).toMatchObject([{ state: 'done' }]);
  });

  test('of many is decided anew when somebody else was faster', async () => {
    let decided = 0;
    const raced = reaction({
      on: 'org_unit.created',
      load: ({ subjectId }) => ({ unit: first(orgUnitById.bind({ id: subjectId })) }),
      async decide({ loaded: { unit }, moment }) {
        decided += 1;
        if (unit === undefined) return undefined;
        const told = { type: 'org_unit.changed' };
        const mine = changed(moment, orgUnitSubject, unit, { name: `${decided}` }, told);
        const faster = tenantStore(database.config, given.tenantId, given.userId);
        if (decided === 1) await faster.commit({ changes: [mine] });
        return { changes: [mine] };
      },
    });
    const worker = await workerUnderTest(reactingDomain(raced), database);
    const { id, message } = await givenUnit();
    expect(await worker.deliver([message])).toEqual(['acknowledged']);
    expect(await namesOf(id)).toEqual(['2']);
  });

  test('that fails is put back and noted by a code, the others of its batch are not touched', async () => {
    let broken = true;
    const failing = reaction({
      on: 'org_unit.created',
      decide({ event, loaded: _ }) {
        if (broken && event.subjectId === bad.id) throw new RangeError(`cannot read ${personal}`);
        return undefined;
      },
    });
    const [good, bad] = [await givenUnit(), await givenUnit()];
    const worker = await workerUnderTest(reactingDomain(failing), database);
    expect(await worker.deliver([bad.message, good.message])).toEqual(['put back', 'acknowledged']);
    expect(await worker.deliver([bad.message])).toEqual(['put back']);
    expect(await reactionsOf()).toContainEqual({
      consumer: 'units',
      state: 'sent',
      attempts: 2,
      last_error: 'service.failed',
    });
    expect(JSON.stringify(log.mock.calls)).not.toContain(personal);
    broken = false;
    expect(await worker.react()).toEqual(['acknowledged']);
    expect((await reactionsOf()).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  test('whose rule never holds is a failure, not an endless turn', async () => {
    const worker = await workerUnderTest(
      reactingDomain(reaction({ on: 'org_unit.created', decide: () => ({ musts: [never.bind({})] }) })),
      database,
    );
    const { message } = await givenUnit();
    expect(await worker.deliver([message])).toEqual(['put back']);
    expect(await reactionsOf()).toMatchObject([{ state: 'sent', last_error: 'reaction.conflict' }]);
  });

  test('that this version does not have puts the message back: another version may', async () => {
    const worker = await workerUnderTest(reactingDomain(), database);
    const { message } = await givenUnit();
    expect(await worker.deliver([message])).toEqual(['put back']);
    expect(await reactionsOf()).toMatchObject([{ last_error: 'reaction.none' }]);
  });

  test('waits where the database is away', async () => {
    const away = { fetch: () => Promise.reject(new Error('away')) };
    const worker = await workerUnderTest(reactingDomain(naming), database, { bindings: { DATABASE: away } });
    const { message } = await givenUnit();
    expect(await worker.deliver([message, 'broken'])).toEqual(['put back', 'put back']);
  });
});

describe('long work', () => {
  test('is run again when it broke off, and never after it was done', async () => {
    const runs: string[] = [];
    const importing = work({
      on: '*',
      async run({ event, store, moment }) {
        runs.push(event.type);
        if (runs.length === 1) throw new Error('half way');
        const made = created(moment, orgUnitSubject, orgUnitFields(), { type: 'org_unit.created' });
        await store.commit({ changes: [made] });
      },
    });
    const worker = await workerUnderTest(reactingDomain(importing), database);
    const { message } = await givenUnit();
    expect(await worker.deliver([message])).toEqual(['put back']);
    expect(await worker.deliver([message])).toEqual(['acknowledged']);
    expect(await worker.deliver([message])).toEqual(['acknowledged']);
    expect(runs).toHaveLength(2);
  });
});

describe('a message that names no event of ours', () => {
  test('is kept as it came, once, and acknowledged', async () => {
    const worker = await workerUnderTest(reactingDomain(naming), database);
    const { id } = await givenUnit();
    const lost = messageOf(id, 'evt_01kafxq0h3e7rvx8bm2s9t4c5d');
    const elsewhere = { ...lost, cell: 'other' };
    expect(await worker.deliver([{ hello: 1 }, lost, elsewhere])).toEqual(Array(3).fill('acknowledged'));
    expect(await worker.deliver(['dead'], { dead: true })).toEqual(['acknowledged']);
    expect(await strays()).toEqual([
      { queue: 'events-units', reason: 'unreadable', body: '{"hello":1}' },
      { queue: 'events-units', reason: 'unreadable', body: JSON.stringify(elsewhere) },
      { queue: 'events-units', reason: 'unknown_event', body: JSON.stringify(lost) },
      { queue: 'events-units-dead', reason: 'unreadable', body: '"dead"' },
    ]);
    expect(await reactionsOf()).toEqual([]);
  });

  test('of one tenant under the name of another reaches neither', async () => {
    const worker = await workerUnderTest(reactingDomain(naming), database);
    const { id, message } = await givenUnit();
    const other = await givenTenant(database);
    expect(await worker.deliver([{ ...message, tenantId: other.tenantId }])).toEqual(['acknowledged']);
    expect(await namesOf(id)).toEqual([id]);
    expect(await strays()).toMatchObject([{ reason: 'unknown_event' }]);
  });
});

describe('a dead letter', () => {
  test('is kept with what was wrong, once, and the event counts as given up', async () => {
    const failing = reaction({ on: 'org_unit.created', decide: () => Promise.reject(new Error('no')) });
    const worker = await workerUnderTest(reactingDomain(failing), database);
    const { message } = await givenUnit();
    for (let attempt = 1; attempt <= 3; attempt += 1) await worker.deliver([message]);
    expect(await worker.deliver([message, message], { dead: true })).toEqual(Array(2).fill('acknowledged'));
    expect(await letters()).toEqual([
      {
        consumer: 'units',
        event_type: 'org_unit.created',
        state: 'dead',
        attempts: 3,
        last_error: 'service.failed',
      },
    ]);
    expect(await reactionsOf()).toMatchObject([{ state: 'dead' }]);
    expect(await worker.react()).toEqual([]);
  });

  test('that succeeds when it comes again is done, and its story is in the log', async () => {
    const worker = await workerUnderTest(reactingDomain(naming), database);
    const { id, message } = await givenUnit();
    await worker.deliver([message], { dead: true });
    expect(await worker.deliver([message])).toEqual(['acknowledged']);
    expect(await namesOf(id)).toEqual([`${id} named`]);
    expect(await letters()).toMatchObject([{ state: 'done', last_error: 'message.given_up' }]);
    const story = await database.execute("SELECT type FROM events WHERE subject_type = 'dead_letter'");
    expect(story.map(({ type }) => type)).toEqual(['dead_letter.kept', 'dead_letter.settled']);
  });

  test('of an event that was done meanwhile is none', async () => {
    const worker = await workerUnderTest(reactingDomain(naming), database);
    const { message } = await givenUnit();
    await worker.deliver([message]);
    expect(await worker.deliver([message], { dead: true })).toEqual(['acknowledged']);
    expect(await letters()).toEqual([]);
  });

  test('that cannot be kept just now comes again', async () => {
    const away = { fetch: () => Promise.reject(new Error('away')) };
    const worker = await workerUnderTest(reactingDomain(naming), database, { bindings: { DATABASE: away } });
    const { message } = await givenUnit();
    expect(await worker.deliver([message, 'broken'], { dead: true })).toEqual(['put back', 'put back']);
  });
});

test('a Worker has one reaction to a type, and one to all that is left', () => {
  const rest = reaction({ on: '*', decide: () => undefined });
  const find = reactionsByType([naming, rest]);
  expect([find('org_unit.created'), find('user.created')]).toEqual([naming, rest]);
  expect(() => reactionsByType([naming, naming])).toThrow('two reactions to org_unit.created');
});

test('the pause before another attempt doubles, up to five minutes', () => {
  expect([1, 2, 3, 8, 9, 50].map((failures) => pauseAfter(failures, 2))).toEqual([2, 4, 8, 256, 300, 300]);
  expect(pauseAfter(5, 0)).toBe(0);
});
