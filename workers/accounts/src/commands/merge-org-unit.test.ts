import { nameParty, tenantStore } from '@keyline/store';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, newAccount, newUnit, type ProblemBody, tally } from '../testing/records.ts';

let company: Company;
let branch: Json;
let target: Json;
beforeEach(async () => {
  company = await givenCompany();
  branch = await newUnit(company.admin, '高新分公司', 'branch');
  target = await newUnit(company.admin, '长安分公司', 'branch');
});

function merge(id: string, intoId: string) {
  const path = `/v1/org-units/${id}/actions/merge`;
  return company.admin.request<Json & ProblemBody>('POST', path, { body: { intoId } });
}

const unitOf = async (id: string) => (await company.admin.request<Json>('GET', `/v1/org-units/${id}`)).body;

test('at once the unit is on its way, and whoever sees the target sees everything of it', async () => {
  const account = await newAccount(company.admin, { orgUnitId: branch.id });
  const rights = { permissions: ['accounts.read'], scope: 'unit' } as const;
  const ofTarget = await company.colleague('王磊', { ...rights, unitId: target.id });
  const { status, body } = await merge(branch.id, target.id);
  expect([status, body.state, body.mergedIntoId, body.parentId]).toEqual([
    200,
    'merging',
    target.id,
    target.id,
  ]);
  expect((await ofTarget.request('GET', `/v1/accounts/${account.id}`)).status).toBe(200);
  const [, event] = await eventsOf(company, branch.id);
  expect(event).toMatchObject({ type: 'org_unit.merged', version: 2 });
  expect(event?.data.changes).toMatchObject({
    mergedIntoId: [null, target.id],
    state: ['active', 'merging'],
  });
});

test('its people and their rights belong to the target at once, each with an event', async () => {
  const rights = { permissions: ['accounts.read'], scope: 'unit' } as const;
  const wang = await company.colleague('王磊', { ...rights, unitId: branch.id });
  await company.database.execute('UPDATE users SET org_unit_id = ? WHERE id = ?', [branch.id, wang.id]);
  const account = await newAccount(company.admin, { orgUnitId: target.id });
  const see = async () => (await wang.request('GET', `/v1/accounts/${account.id}`)).status;
  expect(await see()).toBe(404);
  expect((await merge(branch.id, target.id)).status).toBe(200);
  expect(await see()).toBe(200);
  const [moved] = await eventsOf(company, wang.id);
  expect(moved).toMatchObject({ type: 'user.changed', version: 2 });
  const over = [branch.id, target.id];
  expect(moved?.data.changes).toEqual({ orgUnitId: over, rolesUnitId: over });
});

test('who stands elsewhere and holds a role over it learns of the move by an event of his own', async () => {
  const rights = { permissions: ['accounts.read'], scope: 'unit' } as const;
  const inspector = await company.colleague('陈静', { ...rights, unitId: branch.id });
  const other = await company.colleague('刘洋', { ...rights, unitId: target.id });
  await merge(branch.id, target.id);
  const [moved, ...more] = await eventsOf(company, inspector.id);
  expect(moved).toMatchObject({ type: 'user.changed', version: 2 });
  expect(moved?.data.changes).toEqual({ rolesUnitId: [branch.id, target.id] });
  expect([more, await eventsOf(company, other.id)]).toEqual([[], []]);
});

test('open work that names a role there names it in the target', async () => {
  const rights = { permissions: ['accounts.read'], scope: 'unit', unitId: target.id } as const;
  const reviewer = await company.colleague('王磊');
  const roleId = await company.grant(reviewer.id, rights);
  const account = await newAccount(company.admin);
  const see = async () => (await reviewer.request('GET', `/v1/accounts/${account.id}`)).status;
  const store = tenantStore(company.database.config, company.tenantId, company.admin.id);
  const naming = {
    ...{ subject: { type: 'account', id: account.id }, accountId: account.id },
    ...{ reason: 'task' as const, causeId: 'tsk_1', openedAt: 0 },
  };
  const also = [nameParty(naming, { roleId, orgUnitId: branch.id })];
  await store.commit({ changes: [], also });
  expect(await see()).toBe(404);
  await merge(branch.id, target.id);
  expect(await see()).toBe(200);
});

test('the units below it stand below the target, with all that stands below them', async () => {
  const department = await newUnit(company.admin, '政企部', 'department', branch.id);
  const grid = await newUnit(company.admin, '锦业路', 'grid', department.id);
  await merge(branch.id, target.id);
  expect([(await unitOf(department.id)).parentId, (await unitOf(grid.id)).parentId]).toEqual([
    target.id,
    department.id,
  ]);
  const [row] = await company.database.execute('SELECT path FROM org_units WHERE id = ?', [grid.id]);
  expect(row?.path).toBe(`${company.rootId}/${target.id}/${department.id}/${grid.id}/`);
  const [, event] = await eventsOf(company, department.id);
  expect(event).toMatchObject({
    type: 'org_unit.moved',
    data: { changes: { parentId: [branch.id, target.id] } },
  });
});

test('what a department supervises, its successor supervises too', async () => {
  const units = [];
  for (const [name, categories] of [
    ['一部', ['cloud']],
    ['二部', ['iot']],
  ] as const) {
    const body = { name, kind: 'department', categories };
    units.push((await company.admin.request<Json>('POST', '/v1/org-units', { body })).body);
  }
  const [one, other] = units as [Json, Json];
  await merge(one.id, other.id);
  expect((await unitOf(other.id)).categories).toEqual(['iot', 'cloud']);
  expect((await eventsOf(company, other.id)).at(-1)?.type).toBe('org_unit.changed');
});

describe('is refused', () => {
  test('when units of one name would stand below the target, naming them', async () => {
    const one = await newUnit(company.admin, '政企部', 'department', branch.id);
    const other = await newUnit(company.admin, '政企部', 'department', target.id);
    const { status, body } = await merge(branch.id, target.id);
    expect([status, body.code]).toEqual([409, 'org_unit.children_clash']);
    expect(body.clashes).toEqual([{ id: one.id, name: '政企部', otherId: other.id }]);
    expect((await unitOf(branch.id)).state).toBe('active');
  });

  test('into another kind, into itself, and of the company', async () => {
    const grid = await newUnit(company.admin, '锦业路', 'grid');
    expect((await merge(grid.id, branch.id)).body.code).toBe('org_unit.kinds_differ');
    expect((await merge(branch.id, branch.id)).body.code).toBe('org_unit.inside_itself');
    expect((await merge(company.rootId, branch.id)).body.code).toBe('org_unit.top_stays');
  });

  test('while another unit is still on its way into it, and once it has gone itself', async () => {
    const third = await newUnit(company.admin, '雁塔分公司', 'branch');
    await merge(branch.id, target.id);
    expect((await merge(target.id, third.id)).body.code).toBe('org_unit.receiving');
    expect((await merge(third.id, branch.id)).body.code).toBe('org_unit.merged');
    const again = await merge(branch.id, third.id);
    expect([again.body.code, again.body.mergedIntoId]).toEqual(['org_unit.merged', target.id]);
  });
});

test('of two units that go over into each other at the same moment one stays', async () => {
  for (let round = 1; round <= 5; round += 1) {
    const one = await newUnit(company.admin, `甲 ${round}`, 'branch');
    const other = await newUnit(company.admin, `乙 ${round}`, 'branch');
    const answers = await Promise.all([merge(one.id, other.id), merge(other.id, one.id)]);
    expect(tally(answers)).toEqual({ 200: 1, 409: 1 });
    const states = [(await unitOf(one.id)).state, (await unitOf(other.id)).state];
    expect(states.toSorted()).toEqual(['active', 'merging']);
  }
});

test('a unit that is added below it at the same moment stands below the target or is refused', async () => {
  for (let round = 1; round <= 5; round += 1) {
    const one = await newUnit(company.admin, `甲 ${round}`, 'branch');
    const body = { name: `部 ${round}`, kind: 'department', parentId: one.id };
    const [merged, added] = await Promise.all([
      merge(one.id, target.id),
      company.admin.request<Json & ProblemBody>('POST', '/v1/org-units', { body }),
    ]);
    expect(merged.status).toBe(200);
    if (added.status === 201) expect((await unitOf(added.body.id)).parentId).toBe(target.id);
    else expect(added.body.code).toBe('org_unit.merged');
  }
});

describe('nothing is put under a unit that went over', () => {
  beforeEach(async () => {
    await merge(branch.id, target.id);
  });

  test.each(['orgUnitId', 'responsibleUnitId'])('by an account, in its %s', async (field) => {
    const body = { name: '甲', kind: 'enterprise', [field]: branch.id };
    const { status, body: refused } = await company.admin.request<ProblemBody>('POST', '/v1/accounts', {
      body,
    });
    expect([status, refused.errors]).toMatchObject([422, [{ pointer: `/${field}`, code: 'unit_merged' }]]);
    const account = await newAccount(company.admin);
    const changed = await company.admin.request('PATCH', `/v1/accounts/${account.id}`, {
      body: { [field]: branch.id },
    });
    expect(changed.status).toBe(422);
  });

  test('by a new unit or one that moves', async () => {
    const body = { name: '政企部', kind: 'department', parentId: branch.id };
    const added = await company.admin.request<ProblemBody>('POST', '/v1/org-units', { body });
    expect([added.status, added.body.code]).toEqual([409, 'org_unit.merged']);
    const unit = await newUnit(company.admin, '政企部', 'department');
    const moved = await company.admin.request<ProblemBody>('PATCH', `/v1/org-units/${unit.id}`, {
      body: { parentId: branch.id },
    });
    expect(moved.body.code).toBe('org_unit.merged');
  });

  test('and its name is free again, as the list no longer shows it unless asked', async () => {
    const names = async (query: string) => {
      const { body } = await company.admin.request<{ data: Json[] }>('GET', `/v1/org-units${query}`);
      return body.data.map(({ name }) => name);
    };
    expect(await names('?kind=branch')).toEqual(['长安分公司']);
    expect(await names('?state=merging&state=merged')).toEqual(['高新分公司']);
    expect((await newUnit(company.admin, '高新分公司', 'branch')).state).toBe('active');
  });
});

test('an account that is put under the unit at the moment of its merge is not lost', async () => {
  for (let round = 1; round <= 5; round += 1) {
    const one = await newUnit(company.admin, `甲 ${round}`, 'branch');
    const body = { name: `客户甲${round}乙`, kind: 'enterprise', orgUnitId: one.id };
    const [, added] = await Promise.all([
      merge(one.id, target.id),
      company.admin.request<Json>('POST', '/v1/accounts', { body }),
    ]);
    await company.worker.scheduled(Date.now());
    await company.worker.scheduled(Date.now());
    expect((await unitOf(one.id)).state).toBe('merged');
    if (added.status !== 201) continue;
    const { body: account } = await company.admin.request<Json>('GET', `/v1/accounts/${added.body.id}`);
    expect(account.orgUnitId).toBe(target.id);
  }
});
