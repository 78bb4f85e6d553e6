import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Company } from '../testing/given-company.ts';
import { type RealProvider, realProvider } from '../testing/oidc-provider.ts';
import { companyOnNetwork, setUp, signInBy, whoIs } from '../testing/oidc-sign-in.ts';
import { newRole, newUser, type UserJson } from '../testing/people.ts';
import { eventsOf, type Json, newUnit } from '../testing/records.ts';

let real: RealProvider;
let company: Company;
let agent: Json;
let manager: Json;
let unit: Json;
beforeAll(async () => {
  real = await realProvider();
});
afterAll(() => real.stop());
beforeEach(async () => {
  company = await companyOnNetwork();
  agent = await newRole(company.admin, ['accounts.read']);
  manager = await newRole(company.admin, ['contacts.read']);
  unit = await newUnit(company.admin, '高新分公司', 'branch');
});

const email = 'li.na@example.cn';

function inGroups(...groups: readonly string[]): void {
  real.people.set('u-17', { name: '李娜', email, email_verified: true, groups });
}

/** Whoever is in `agents` serves the branch, whoever is in `managers` sees the whole tenant. */
const mapping = () => [
  { value: 'agents', roleId: agent.id, dataScope: 'unit', orgUnitId: unit.id },
  { value: 'managers', roleId: manager.id, dataScope: 'tenant' },
];

async function rolesNow(providerId: string): Promise<unknown[]> {
  const { body } = await signInBy(company, real, providerId, 'u-17');
  const { user } = await whoIs(company, body);
  const shown = await company.admin.request<UserJson>('GET', `/v1/users/${user.id}`);
  return shown.body.roles.map(({ roleId, dataScope, orgUnitId }) => [roleId, dataScope, orgUnitId]).sort();
}

test('roles follow the claim at every sign-in: given, changed and taken away', async () => {
  const fields = { signUpUsers: true, roleClaim: 'groups', roleMapping: mapping() };
  const { id } = await setUp(company, real, fields);
  inGroups('agents', 'chess club');
  expect(await rolesNow(id)).toEqual([[agent.id, 'unit', unit.id]]);
  inGroups('managers');
  expect(await rolesNow(id)).toEqual([[manager.id, 'tenant', null]]);
  inGroups();
  expect(await rolesNow(id)).toEqual([]);
  const roleMapping = [{ value: 'chess club', roleId: agent.id, dataScope: 'own' }];
  await company.admin.request('PATCH', `/v1/identity-providers/${id}`, { body: { roleMapping } });
  inGroups('chess club');
  expect(await rolesNow(id)).toEqual([[agent.id, 'own', null]]);
});

test('a change of roles is told in the log, as done by the provider; no change writes nothing', async () => {
  const { id: userId } = await newUser(company.admin, { email });
  const { id } = await setUp(company, real, { roleClaim: 'groups', roleMapping: mapping() });
  inGroups('managers');
  await rolesNow(id);
  await rolesNow(id);
  const [, changed, ...more] = await eventsOf(company, userId);
  expect(more).toEqual([]);
  expect(changed).toMatchObject({
    type: 'user.changed',
    actorId: id,
    data: { changes: { roles: [[], [{ roleId: manager.id, dataScope: 'tenant', orgUnitId: null }]] } },
  });
});

test('roles that the mapping does not name are left alone', async () => {
  const other = await newRole(company.admin, ['interactions.read']);
  const roles = [
    { roleId: other.id, dataScope: 'own' },
    { roleId: manager.id, dataScope: 'own' },
  ];
  await newUser(company.admin, { email, roles });
  const { id } = await setUp(company, real, { roleClaim: 'groups', roleMapping: mapping() });
  inGroups('agents');
  const now = await rolesNow(id);
  expect(now).toHaveLength(2);
  expect(now).toContainEqual([other.id, 'own', null]);
  expect(now).toContainEqual([agent.id, 'unit', unit.id]);
});

test('a provider without a role claim has no say in roles', async () => {
  await newUser(company.admin, { email, roles: [{ roleId: manager.id, dataScope: 'own' }] });
  const { id } = await setUp(company, real, { roleMapping: mapping() });
  inGroups('agents');
  expect(await rolesNow(id)).toEqual([[manager.id, 'own', null]]);
});

test('a role that is gone is passed over', async () => {
  const { id } = await setUp(company, real, {
    signUpUsers: true,
    roleClaim: 'groups',
    roleMapping: mapping(),
  });
  await company.admin.request('DELETE', `/v1/roles/${agent.id}`);
  inGroups('agents', 'managers');
  expect(await rolesNow(id)).toEqual([[manager.id, 'tenant', null]]);
});

test('the last administrator stays one, whatever the provider claims; another one does not', async () => {
  const [found] = await company.database.execute('SELECT role_id FROM principal_roles LIMIT 1');
  const roleId = String(found?.role_id);
  await company.database.execute("UPDATE roles SET key = 'administrator' WHERE id = ?", [roleId]);
  const second = await newUser(company.admin, { email, roles: [{ roleId, dataScope: 'tenant' }] });
  await newUser(company.admin, { email: 'third@example.cn', roles: [{ roleId, dataScope: 'tenant' }] });
  const roleMapping = [{ value: 'admins', roleId, dataScope: 'tenant' }];
  const { id } = await setUp(company, real, { roleClaim: 'groups', roleMapping });
  await company.database.execute(
    "UPDATE principals SET status = 'blocked' WHERE id NOT IN (?, ?) AND kind = 'user'",
    [second.id, company.admin.id],
  );
  inGroups('nothing here');
  expect(await rolesNow(id)).toEqual([]);
  inGroups('admins');
  expect(await rolesNow(id)).toEqual([[roleId, 'tenant', null]]);
  const path = `/v1/users/${second.id}`;
  const token = (await signInBy(company, real, id, 'u-17')).body.accessToken;
  await company.database.execute("UPDATE principals SET status = 'blocked' WHERE id = ?", [company.admin.id]);
  inGroups();
  expect((await signInBy(company, real, id, 'u-17')).status).toBe(200);
  const kept = await company.worker.request<UserJson>('GET', path, { token });
  expect(kept.body.roles).toMatchObject([{ roleId, dataScope: 'tenant' }]);
});
