import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { addUser, newRole, newUser } from '../testing/people.ts';
import { eventsOf, newUnit, type ProblemBody } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

describe('a new user', () => {
  test('holds a role in each of its default scopes where none is named', async () => {
    const branch = await newUnit(company.admin, '高新分公司', 'branch');
    const role = await newRole(company.admin, ['accounts.read'], ['own', 'team', 'unit']);
    const { roles } = await newUser(company.admin, { orgUnitId: branch.id, roles: [{ roleId: role.id }] });
    expect(roles.map(({ dataScope, orgUnitId }) => [dataScope, orgUnitId])).toEqual([
      ['own', null],
      ['team', null],
      ['unit', branch.id],
    ]);
  });

  test('holds the scope unit in the unit that is named, in another than his own too', async () => {
    const [here, there] = [
      await newUnit(company.admin, '高新分公司', 'branch'),
      await newUnit(company.admin, '长安分公司', 'branch'),
    ];
    const role = await newRole(company.admin, ['accounts.read']);
    const roles = [{ roleId: role.id, dataScope: 'unit', orgUnitId: there.id }];
    expect((await newUser(company.admin, { orgUnitId: here.id, roles })).roles).toMatchObject([
      { dataScope: 'unit', orgUnitId: there.id },
    ]);
  });

  test('is told in the log with his roles and without his address', async () => {
    const role = await newRole(company.admin, ['accounts.read']);
    const user = await newUser(company.admin, { roles: [{ roleId: role.id }] });
    const [event] = await eventsOf(company, user.id);
    expect(event).toMatchObject({
      type: 'user.created',
      data: {
        changes: { roles: [null, [{ roleId: role.id, dataScope: 'tenant' }]] },
        privateChanges: ['email'],
      },
    });
    expect(JSON.stringify(event?.data)).not.toContain('@example.cn');
  });

  test('signs in with the password that was given, and does what the role allows', async () => {
    const role = await newRole(company.admin, ['accounts.read']);
    const password = '渭水 south wind 66';
    const user = await newUser(company.admin, { password, roles: [{ roleId: role.id }] });
    const [row] = await company.database.execute('SELECT slug FROM tenants');
    const body = { grantType: 'password', tenant: row?.slug, email: user.email, password };
    const signedIn = await company.worker.request<{ accessToken: string }>('POST', '/v1/auth/token', {
      body,
    });
    expect(signedIn.status).toBe(200);
    const token = signedIn.body.accessToken;
    expect((await company.worker.request('GET', '/v1/accounts', { token })).status).toBe(200);
    expect((await company.worker.request('GET', '/v1/users', { token })).status).toBe(403);
  });
});

describe('a user is refused, and nothing is written', () => {
  async function refusal(fields: object): Promise<unknown> {
    const before = await company.database.execute('SELECT count(*) AS n FROM users');
    const { status, body } = await addUser(company.admin, fields);
    expect(await company.database.execute('SELECT count(*) AS n FROM users')).toEqual(before);
    const { code, errors } = body as unknown as ProblemBody;
    return [status, code, errors?.map(({ pointer, code: what }) => `${pointer} ${what}`)];
  }

  test('with an address that another has, however it is written', async () => {
    await newUser(company.admin, { email: 'Li.Na@Example.cn' });
    expect(await refusal({ email: 'li.na@example.CN' })).toEqual([409, 'user.email_taken', undefined]);
  });

  test('in scope unit without a unit, in scope partner without a partner, twice in one scope', async () => {
    const { id: roleId } = await newRole(company.admin, ['accounts.read']);
    const roles = [
      { roleId, dataScope: 'unit' },
      { roleId, dataScope: 'partner' },
      { roleId, dataScope: 'own' },
      { roleId, dataScope: 'own' },
    ];
    expect(await refusal({ roles })).toEqual([
      422,
      'request.unknown_reference',
      ['/roles/0/orgUnitId unit_required', '/roles/1/dataScope partner_required', '/roles/3 twice'],
    ]);
  });

  test('with a role that belongs to an API key', async () => {
    const body = { name: 'BOSS', permissions: ['accounts.read'] };
    await company.admin.request('POST', '/v1/api-keys', { body });
    const [row] = await company.database.execute(`SELECT id FROM roles WHERE kind = 'key'`);
    expect(await refusal({ roles: [{ roleId: row?.id }] })).toEqual([
      422,
      'request.unknown_reference',
      ['/roles/0/roleId unknown_reference'],
    ]);
  });

  test('with a password that is too easy', async () => {
    expect(await refusal({ password: '1234567890' })).toEqual([
      400,
      'request.invalid',
      ['/password password.too_common'],
    ]);
  });
});

test('nobody makes a user who may do more than he himself for the whole tenant', async () => {
  const unit = await newUnit(company.admin, '高新分公司', 'branch');
  const clerk = await company.colleague(
    '陈静',
    { permissions: ['users.write', 'users.read'], scope: 'tenant' },
    { permissions: ['accounts.read'], scope: 'unit', unitId: unit.id },
  );
  const role = await newRole(company.admin, ['accounts.read', 'users.read']);
  const { status, body } = await addUser(clerk, { roles: [{ roleId: role.id }] });
  expect([status, (body as unknown as ProblemBody).detail]).toEqual([
    403,
    'These roles allow what you do not hold for the whole tenant: accounts.read.',
  ]);
  const allowed = await newRole(company.admin, ['users.read']);
  expect((await addUser(clerk, { roles: [{ roleId: allowed.id }] })).status).toBe(201);
});
