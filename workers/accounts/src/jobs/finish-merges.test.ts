import { createTestClock, type TestClock } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { givenInterruptions } from '../testing/given-interruptions.ts';
import { count, eventsOf, type Json, newAccount, newUnit } from '../testing/records.ts';

/** How long a commit of a page takes. */
let commitMs = 0;
let clock: TestClock;
let company: Company;
let grid: Json;
let target: Json;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({
    clock,
    async onTrip(request) {
      if (request.includes('account.changed')) clock.advance(commitMs);
    },
  });
  commitMs = 0;
  grid = await newUnit(company.admin, '锦业路', 'grid');
  target = await newUnit(company.admin, '长安', 'grid');
});

const tick = () => company.worker.scheduled(clock.now());
const merge = () =>
  company.admin.request('POST', `/v1/org-units/${grid.id}/actions/merge`, { body: { intoId: target.id } });
const unitOf = async (id: string) => (await company.admin.request<Json>('GET', `/v1/org-units/${id}`)).body;

/** Accounts in the grid past the API, with its counter. */
async function givenAccounts(howMany: number): Promise<void> {
  await company.database.execute(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO accounts (tenant_id, id, version, created_at, updated_at, created_by, name, short_names, name_key,
       search_text, kind, presence, grade, strategic, top500, blacklisted, grid_id, org_unit_id)
     SELECT ?, 'acc_' || i, 1, 0, 0, 'x', i, '[]', i, i, 'enterprise', 'existing', 'none', 0, 0, 0, ?, ? FROM n`,
    [howMany, company.tenantId, grid.id, grid.id],
  );
  await company.database.execute(
    "INSERT INTO grid_counts (tenant_id, grid_id, presence, accounts) VALUES (?, ?, 'existing', ?)",
    [company.tenantId, grid.id, howMany],
  );
}

test('accounts follow in every field that names the unit, each with one event, and the unit ends', async () => {
  const inGrid = await newAccount(company.admin, { gridId: grid.id, orgUnitId: grid.id });
  const responsible = await newAccount(company.admin, { responsibleUnitId: grid.id });
  const elsewhere = await newAccount(company.admin, { gridId: target.id });
  await merge();
  await tick();
  const [, moved, ...more] = await eventsOf(company, inGrid.id);
  const over = [grid.id, target.id];
  expect(moved).toMatchObject({ type: 'account.changed', version: 2, actorId: null });
  expect(moved?.data.changes).toEqual({ gridId: over, orgUnitId: over });
  expect(more).toEqual([]);
  const [, followed] = await eventsOf(company, responsible.id);
  expect(followed?.data.changes).toEqual({ responsibleUnitId: over });
  expect(await eventsOf(company, elsewhere.id)).toHaveLength(1);
  expect(await unitOf(grid.id)).toMatchObject({ state: 'merged', mergedIntoId: target.id });
  expect((await eventsOf(company, grid.id)).at(-1)?.data.changes).toEqual({ state: ['merging', 'merged'] });
  const { body } = await company.admin.request<Json>('GET', `/v1/accounts/${inGrid.id}`);
  expect(body).toMatchObject({ gridId: target.id, orgUnitId: target.id, version: 2 });
});

test('two runs at once, and one after it, move every account of many pages once', async () => {
  await givenAccounts(450);
  await merge();
  await Promise.all([tick(), tick()]);
  await tick();
  expect(await count(company, 'accounts', `grid_id = '${target.id}' AND version = 2`)).toBe(450);
  expect(await count(company, 'events', "type = 'account.changed'")).toBe(450);
  expect(await count(company, 'events', `account_id = subject_id`)).toBe(450);
  expect((await unitOf(grid.id)).state).toBe('merged');
  const counted = await company.database.execute(
    'SELECT grid_id, accounts FROM grid_counts ORDER BY accounts',
  );
  expect(counted.map(({ grid_id, accounts }) => [grid_id, accounts])).toEqual([
    [grid.id, 0],
    [target.id, 450],
  ]);
});

test('a run whose time is over leaves the rest to the next', async () => {
  await givenAccounts(450);
  await merge();
  commitMs = 15_000;
  await tick();
  expect(await count(company, 'accounts', `grid_id = '${grid.id}'`)).toBe(50);
  expect((await unitOf(grid.id)).state).toBe('merging');
  await tick();
  expect((await unitOf(grid.id)).state).toBe('merged');
});

test('somebody who is given to the unit while it is on its way is taken along', async () => {
  await merge();
  await company.database.execute('UPDATE users SET org_unit_id = ?', [grid.id]);
  const late = await company.colleague('王磊', { permissions: [], scope: 'unit', unitId: grid.id });
  await tick();
  expect(await count(company, 'users', `org_unit_id = '${target.id}'`)).toBe(1);
  expect(
    await count(company, 'principal_roles', `org_unit_id = '${target.id}' AND principal_id = '${late.id}'`),
  ).toBe(1);
  expect((await unitOf(grid.id)).state).toBe('merged');
});

test('a change of an account while it is on its way is not lost', async () => {
  const account = await newAccount(company.admin, { gridId: grid.id });
  await merge();
  const path = `/v1/accounts/${account.id}`;
  await Promise.all([tick(), company.admin.request('PATCH', path, { body: { grade: 'A' } })]);
  await tick();
  const { body } = await company.admin.request<Json>('GET', path);
  expect(body).toMatchObject({ grade: 'A', gridId: target.id, version: 3 });
});

test('a unit does not end while something comes to it at the last moment', async () => {
  const { company: other, beforeCommit } = await givenInterruptions();
  const one = await newUnit(other.admin, '锦业路', 'grid');
  const into = await newUnit(other.admin, '长安', 'grid');
  const { id } = await newAccount(other.admin);
  const path = `/v1/org-units/${one.id}/actions/merge`;
  await other.admin.request('POST', path, { body: { intoId: into.id } });
  const late = 'UPDATE accounts SET responsible_unit_id = ? WHERE id = ?';
  beforeCommit(() => other.database.execute(late, [one.id, id]));
  await other.worker.scheduled(Date.now());
  expect(await count(other, 'accounts', `responsible_unit_id = '${into.id}'`)).toBe(1);
  expect(await count(other, 'org_units', `id = '${one.id}' AND state = 'merged'`)).toBe(1);
});
