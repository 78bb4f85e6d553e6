import { created, fact, first, type Moment, must, tenant, tenantStore } from '@keyline/store';
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
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reaction } from './reaction.ts';
import { reactingDomain } from './testing/unit-domain.ts';

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

const never = must([], sql`${tenant} IS NULL`);

/** Notes each branch that it is told of. Cannot stand some; what it wants of others is refused. */
const noting = reaction({
  on: 'org_unit.created',
  load: ({ subjectId }) => ({ unit: first(orgUnitById.bind({ id: subjectId })) }),
  decide({ loaded: { unit }, event: { subjectId }, moment }) {
    if (unit?.name === 'poison') throw new RangeError('poison');
    const told = { subjectType: 'org_unit', subjectId, accountId: null, data: {} };
    const facts = [fact(moment, { type: 'org_unit.changed', ...told })];
    return unit?.name === 'refused' ? { facts, musts: [never.bind({})] } : { facts };
  },
});

const names = ['good', 'poison', 'refused'] as const;

interface Unit {
  readonly name: (typeof names)[number];
  readonly message: object;
  readonly id: string;
}

async function givenUnit(database: TestDatabase, given: GivenTenant, name: Unit['name']): Promise<Unit> {
  const moment: Moment = { actor: { type: 'user', id: given.userId }, now: 5, requestId: null };
  const made = created(moment, orgUnitSubject, orgUnitFields({ name }), { type: 'org_unit.created' });
  await tenantStore(database.config, given.tenantId, given.userId).commit({ changes: [made] });
  const { id } = made.row;
  const [event] = await database.execute('SELECT id FROM events WHERE subject_id = ?', [id]);
  const eventId = String(event?.id);
  return { id, name, message: messageOf(given.tenantId, id, eventId) };
}

function messageOf(tenantId: string, subjectId: string, eventId: string) {
  const of = { subjectType: 'org_unit', subjectId, accountId: null, version: 1, occurredAt: 5 };
  return { cell: 'main', tenantId, eventId, type: 'org_unit.created', ...of };
}

/** How often each branch was noted, and what stands of the reaction to it. */
async function noted(database: TestDatabase): Promise<ReadonlyMap<string, readonly [number, string]>> {
  const rows = await database.execute(
    `SELECT u.id, count(e.seq) AS notes, (SELECT r.state FROM reactions r JOIN events c ON c.tenant_id = r.tenant_id AND c.id = r.event_id WHERE c.subject_id = u.id AND c.type = 'org_unit.created') AS state
      FROM org_units u LEFT JOIN events e ON e.subject_id = u.id AND e.type = 'org_unit.changed' GROUP BY u.id`,
  );
  return new Map(rows.map(({ id, notes, state }) => [String(id), [Number(notes), String(state)] as const]));
}

/** A way to the database on which the connection breaks at the n-th trip, before or after its work was done. */
function breaking(database: TestDatabase, at: number, isDone: boolean) {
  let trips = 0;
  return {
    fetch: async (request: Request) => {
      trips += 1;
      if (trips !== at) return database.binding.fetch(request);
      if (isDone) await database.binding.fetch(request);
      throw new TypeError('connection lost');
    },
    trips: () => trips,
  };
}

test('a batch of one tenant is one load and one commit', async () => {
  const database = await testDatabase().fresh();
  const given = await givenTenant(database);
  const units: Unit[] = [];
  for (let n = 0; n < 20; n += 1) units.push(await givenUnit(database, given, 'good'));
  const way = breaking(database, 0, false);
  const worker = await workerUnderTest(reactingDomain(noting), database, { bindings: { DATABASE: way } });
  const verdicts = await worker.deliver(units.map(({ message }) => message));
  expect(verdicts).toEqual(Array(20).fill('acknowledged'));
  expect(way.trips()).toBe(2);
  const stands = await noted(database);
  expect(units.map(({ id }) => stands.get(id))).toEqual(units.map(() => [1, 'done']));
});

test('what one of a batch cannot stand takes no other with it, and costs the rest nothing', async () => {
  const database = await testDatabase().fresh();
  const given = await givenTenant(database);
  const units = [
    await givenUnit(database, given, 'good'),
    await givenUnit(database, given, 'poison'),
    await givenUnit(database, given, 'good'),
  ];
  const way = breaking(database, 0, false);
  const worker = await workerUnderTest(reactingDomain(noting), database, { bindings: { DATABASE: way } });
  expect(await worker.deliver(units.map(({ message }) => message))).toEqual([
    'acknowledged',
    'put back',
    'acknowledged',
  ]);
  // Two together; then one load of the poison by itself, and the note that it failed.
  expect(way.trips()).toBe(4);
});

const batch = fc.record({
  units: fc.array(
    fc.record({
      name: fc.oneof(
        { weight: 4, arbitrary: fc.constant('good' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...names) },
      ),
      tenant: fc.integer({ min: 0, max: 1 }),
      times: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  garbage: fc.integer({ min: 0, max: 2 }),
  /** The trip at which the connection breaks: at the joint load, its commit, or later. */
  breaksAt: fc.integer({ min: 0, max: 6 }),
  isDone: fc.boolean(),
  order: fc.infiniteStream(fc.nat()),
});

test('whatever a batch holds and wherever its connection breaks, each is reacted to once or comes again', async () => {
  await fc.assert(
    fc.asyncProperty(batch, async ({ units: drawn, garbage, breaksAt, isDone, order }) => {
      const database = await testDatabase().fresh();
      const tenants = [await givenTenant(database), await givenTenant(database)] as const;
      const units: Unit[] = [];
      const bodies: (object | string)[] = Array.from({ length: garbage }, (_, n) => `garbage ${n}`);
      for (const { name, tenant: place, times } of drawn) {
        const unit = await givenUnit(database, tenants[place === 0 ? 0 : 1], name);
        units.push(unit);
        for (let n = 0; n < times; n += 1) bodies.push(unit.message);
      }
      const shuffled = bodies
        .map((body) => ({ body, place: order.next().value ?? 0 }))
        .sort((one, other) => one.place - other.place)
        .map(({ body }) => body);
      const way = breaking(database, breaksAt, isDone);
      const faulty = await workerUnderTest(reactingDomain(noting), database, { bindings: { DATABASE: way } });
      const verdicts = await faulty.deliver(shuffled);
      const early = await noted(database);
      for (const [index, body] of shuffled.entries()) {
        const unit = units.find(({ message }) => message === body);
        if (unit === undefined || verdicts[index] !== 'acknowledged') continue;
        // What is acknowledged never comes again: it must have been done.
        expect([unit.name, ...(early.get(unit.id) ?? [])]).toEqual(['good', 1, 'done']);
      }
      const sound = await workerUnderTest(reactingDomain(noting), database);
      const again = shuffled.filter((_, index) => verdicts[index] === 'put back');
      await sound.deliver(again);
      const late = await noted(database);
      for (const { id, name } of units)
        expect([name, ...(late.get(id) ?? [])]).toEqual(
          name === 'good' ? ['good', 1, 'done'] : [name, 0, 'sent'],
        );
      const strays = await database.execute('SELECT body FROM stray_messages');
      expect(strays.length).toBeGreaterThanOrEqual(garbage);
    }),
    { numRuns: 40 },
  );
}, 120_000);
