import { newId } from '@keyline/kernel';
import { orgUnits } from '@keyline/schema';
import { type GivenTenant, givenTenant, type TestDatabase, testDatabase } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { changedAlike, type Versioned } from './bulk-change.ts';
import { created, type Subject } from './changes.ts';
import { type TenantStore, tenantStore } from './tenant-store.ts';

const unitSubject: Subject<typeof orgUnits> = {
  type: 'org_unit',
  table: orgUnits,
  accountOf: () => null,
  logged: ({ name }) => ({ name }),
};
const moment = { actor: { type: 'system', id: null }, now: 5, requestId: 'req' } as const;
let database: TestDatabase;
let given: GivenTenant;
let store: TenantStore;
let units: Versioned[];

async function put(tenantId: string, count: number): Promise<Versioned[]> {
  const made = Array.from({ length: count }, (_, i) => {
    const id = newId('org_unit');
    const fields = { id, parentId: null, kind: 'branch' as const, name: `${i}`, path: `${id}/` };
    return created(moment, unitSubject, fields, { type: 'org_unit.created' });
  });
  await tenantStore(database.config, tenantId, 'x').commit({ changes: made });
  return made.map(({ row: { id, version } }) => ({ id, version }));
}

beforeEach(async () => {
  database = await testDatabase().fresh();
  given = await givenTenant(database);
  store = tenantStore(database.config, given.tenantId, given.userId);
  units = await put(given.tenantId, 3);
});

const changed = (records: readonly Versioned[]) =>
  changedAlike(
    { ...moment, now: 7 },
    unitSubject,
    records,
    { field: 'kind', value: 'grid' },
    { type: 'org_unit.changed', logged: { kind: ['branch', 'grid'] }, facts: { reason: 'r' } },
  );

async function kinds(): Promise<unknown[]> {
  const rows = await database.execute('SELECT kind, version, updated_at FROM org_units ORDER BY id');
  return rows.map(({ kind, version, updated_at }) => [kind, version, updated_at]);
}

test('many records change at once, each with its event at its next version, in two statements', async () => {
  const change = changed(units.slice(0, 2));
  expect(change.statements).toHaveLength(2);
  expect(await store.commit({ changes: [change] })).toEqual({ committed: true });
  const [a, b, c] = [
    ['grid', 2, 7],
    ['grid', 2, 7],
    ['branch', 1, 5],
  ];
  expect((await kinds()).toSorted()).toEqual([a, b, c].toSorted());
  const events = await database.execute(
    "SELECT id, subject_id, version, request_id, data FROM events WHERE type = 'org_unit.changed'",
  );
  expect(events.map(({ subject_id }) => subject_id)).toEqual(units.slice(0, 2).map(({ id }) => id));
  expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  expect(events[0]).toMatchObject({ version: 2, request_id: 'req' });
  expect(JSON.parse(String(events[0]?.data))).toEqual({
    reason: 'r',
    changes: { kind: ['branch', 'grid'] },
  });
});

test('when somebody else was first at one of them, none changes', async () => {
  await database.execute('UPDATE org_units SET version = 2 WHERE id = ?', [units[1]?.id ?? '']);
  expect(await store.commit({ changes: [changed(units)] })).toEqual({ committed: false, reason: 'race' });
  expect((await kinds()).every((row) => JSON.stringify(row).includes('branch'))).toBe(true);
});

test('records of another tenant are not reached', async () => {
  const stranger = await givenTenant(database);
  const foreign = await put(stranger.tenantId, 1);
  expect(await store.commit({ changes: [changed(foreign)] })).toEqual({ committed: false, reason: 'race' });
});

test('none to change is nothing to write', () => {
  expect(changed([]).statements).toEqual([]);
});

test('a commit whose answer was lost is known by its first event', async () => {
  let lost = 0;
  const lossy = {
    ...database.config,
    async fetch(request: Request) {
      const response = await database.binding.fetch(request);
      lost += 1;
      if (lost === 1) throw new TypeError('connection reset');
      return response;
    },
  };
  const retried = tenantStore(lossy, given.tenantId, given.userId);
  expect(await retried.commit({ changes: [changed(units)] })).toEqual({ committed: true });
});
