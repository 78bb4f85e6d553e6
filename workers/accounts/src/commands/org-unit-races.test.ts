import { beforeEach, describe, expect, test } from 'vitest';
import type { Colleague, Company } from '../testing/given-company.ts';
import { givenInterruptions, type Interruptions } from '../testing/given-interruptions.ts';
import { addUser } from '../testing/people.ts';
import { count, type Json, newAccount, newUnit, type ProblemBody } from '../testing/records.ts';

type Answered = Json & ProblemBody;

let company: Company;
let admin: Colleague;
let beforeCommit: Interruptions['beforeCommit'];
let north: Json;
let south: Json;
let department: Json;
beforeEach(async () => {
  ({ company, beforeCommit } = await givenInterruptions());
  admin = company.admin;
  north = await newUnit(admin, '高新分公司', 'branch');
  south = await newUnit(admin, '长安分公司', 'branch');
  department = await newUnit(admin, '政企部', 'department', north.id);
});

const create = (body: object) => admin.request<Answered>('POST', '/v1/org-units', { body });
const move = (id: string, parentId: string) =>
  admin.request<Answered>('PATCH', `/v1/org-units/${id}`, { body: { parentId } });
const merge = (id: string, intoId: string) =>
  admin.request<Answered>('POST', `/v1/org-units/${id}/actions/merge`, { body: { intoId } });
const unitOf = async (id: string) => (await admin.request<Json>('GET', `/v1/org-units/${id}`)).body;

/** Units whose path is not that of their parent with their own id behind it. */
function strayPaths() {
  return company.database.execute(
    "SELECT c.name FROM org_units c LEFT JOIN org_units p ON p.id = c.parent_id WHERE c.path <> coalesce(p.path, '') || c.id || '/'",
  );
}

describe('when the tree changes between look and commit, paths stay those of the tree', () => {
  test('a unit moves below one that moves', async () => {
    const grid = await newUnit(admin, '锦业路', 'grid');
    beforeCommit(() => move(department.id, south.id));
    expect((await move(grid.id, department.id)).status).toBe(200);
    expect(await strayPaths()).toEqual([]);
  });

  test('a unit moves out of one that moves', async () => {
    const inner = await newUnit(admin, '锦业路', 'grid', department.id);
    beforeCommit(() => move(department.id, south.id));
    expect((await move(inner.id, north.id)).status).toBe(200);
    expect(await strayPaths()).toEqual([]);
  });

  test('a unit is added below one that moves', async () => {
    beforeCommit(() => move(department.id, south.id));
    const { status } = await create({ name: '锦业路', kind: 'grid', parentId: department.id });
    expect(status).toBe(201);
    expect(await strayPaths()).toEqual([]);
  });

  test('a unit goes over into one that moves, with the units below it', async () => {
    const other = await newUnit(admin, '商客部', 'department', south.id);
    await newUnit(admin, '锦业路', 'grid', department.id);
    const third = await newUnit(admin, '雁塔分公司', 'branch');
    beforeCommit(() => move(other.id, third.id));
    expect((await merge(department.id, other.id)).status).toBe(200);
    expect(await strayPaths()).toEqual([]);
  });

  test('a unit that moves goes over into another', async () => {
    const other = await newUnit(admin, '商客部', 'department', south.id);
    await newUnit(admin, '锦业路', 'grid', department.id);
    beforeCommit(() => move(department.id, south.id));
    expect((await merge(department.id, other.id)).status).toBe(200);
    expect(await strayPaths()).toEqual([]);
  });
});

describe('when a unit goes over into another between look and commit', () => {
  const northGoesOver = () => beforeCommit(() => merge(north.id, south.id));

  test.each(['orgUnitId', 'responsibleUnitId'])('no account is added with it as its %s', async (field) => {
    northGoesOver();
    const body = { name: '甲', kind: 'enterprise', [field]: north.id };
    const { status, body: refused } = await admin.request<ProblemBody>('POST', '/v1/accounts', { body });
    expect([status, refused.errors]).toMatchObject([422, [{ pointer: `/${field}`, code: 'unit_merged' }]]);
  });

  test('no account is put under it', async () => {
    const { id } = await newAccount(admin);
    northGoesOver();
    const body = { orgUnitId: north.id };
    expect((await admin.request('PATCH', `/v1/accounts/${id}`, { body })).status).toBe(422);
  });

  test('no user is added to it, nor put under it', async () => {
    const { id } = (await addUser(admin)).body;
    northGoesOver();
    const body = { orgUnitId: north.id };
    expect((await admin.request('PATCH', `/v1/users/${id}`, { body })).status).toBe(422);
    const third = await newUnit(admin, '商客部', 'department', south.id);
    beforeCommit(() => merge(department.id, third.id));
    expect((await addUser(admin, { orgUnitId: department.id })).status).toBe(422);
  });

  test('no unit is added below it', async () => {
    northGoesOver();
    const { status, body } = await create({ name: '新部', kind: 'department', parentId: north.id });
    expect([status, body.code]).toEqual([409, 'org_unit.merged']);
  });

  test('no other unit goes over into it, and its successor does not go on', async () => {
    const third = await newUnit(admin, '雁塔分公司', 'branch');
    northGoesOver();
    expect((await merge(third.id, north.id)).body.code).toBe('org_unit.merged');
    const fourth = await newUnit(admin, '灞桥分公司', 'branch');
    beforeCommit(() => merge(third.id, fourth.id));
    expect((await merge(fourth.id, south.id)).body.code).toBe('org_unit.receiving');
  });
});

describe('what comes to a unit while it goes over is not left behind', () => {
  test('a unit that is added below it', async () => {
    let added = '';
    beforeCommit(async () => {
      added = (await create({ name: '新部', kind: 'department', parentId: north.id })).body.id;
    });
    expect((await merge(north.id, south.id)).status).toBe(200);
    expect((await unitOf(added)).parentId).toBe(south.id);
    expect(await strayPaths()).toEqual([]);
  });

  test('a user who is given to it', async () => {
    let added = '';
    beforeCommit(async () => {
      added = (await addUser(admin, { orgUnitId: north.id })).body.id;
    });
    expect((await merge(north.id, south.id)).status).toBe(200);
    expect(await count(company, 'users', `id = '${added}' AND org_unit_id = '${south.id}'`)).toBe(1);
  });
});

test('a unit to which something comes at the moment of its removal stays', async () => {
  const grid = await newUnit(admin, '锦业路', 'grid');
  beforeCommit(() => newAccount(admin, { gridId: grid.id }));
  const { status, body } = await admin.request<ProblemBody>('DELETE', `/v1/org-units/${grid.id}`);
  expect([status, body.holds]).toEqual([409, ['accounts']]);
});
