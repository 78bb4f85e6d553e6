import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { newRole } from '../testing/people.ts';
import { count, eventsOf, type Json, type ProblemBody } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

const path = '/v1/identity-providers';
const body = {
  name: '集团统一认证',
  issuer: 'https://login.example.cn',
  clientId: 'keyline-xian',
  redirectUris: ['https://crm.example.cn/signed-in'],
};
const secret = 'a secret of the provider';

function create(fields: object = {}) {
  return company.admin.request<Json & ProblemBody>('POST', path, { body: { ...body, ...fields } });
}

test('a provider is kept with what it needs to be asked, active and careful unless said otherwise', async () => {
  const { status, trips, headers, body: made } = await create();
  expect([status, trips, headers.get('Location')]).toEqual([201, 2, `${path}/${made.id}`]);
  expect(made).toMatchObject({
    ...body,
    version: 1,
    state: 'active',
    hasClientSecret: false,
    scopes: ['profile', 'email'],
    emailDomains: null,
    signUpUsers: false,
    roleClaim: null,
    roleMapping: [],
  });
  expect((await company.admin.request('GET', `${path}/${made.id}`)).body).toEqual(made);
});

test('its secret is stored sealed, shown to nobody and told to no log', async () => {
  const made = await create({ clientSecret: secret });
  expect(made.body).toMatchObject({ hasClientSecret: true });
  const other = await company.admin.request('PATCH', `${path}/${made.body.id}`, {
    body: { clientSecret: 'another secret' },
  });
  expect(other.body).toMatchObject({ hasClientSecret: true, version: 2 });
  const events = await eventsOf(company, made.body.id);
  expect(events.map(({ data }) => data.privateChanges)).toEqual([['clientSecret'], ['clientSecret']]);
  const shown = await company.admin.request('GET', path);
  const [stored] = await company.database.execute('SELECT client_secret FROM identity_providers');
  expect(stored?.client_secret).toMatch(/^v1\./);
  expect(JSON.stringify([made.body, other.body, shown.body, stored, events])).not.toMatch(
    /secret of|another/,
  );
  expect(await count(company, 'private_changes')).toBe(0);
  const gone = await company.admin.request('PATCH', `${path}/${made.body.id}`, {
    body: { clientSecret: null },
  });
  expect(gone.body).toMatchObject({ hasClientSecret: false });
});

test('with another issuer or after its removal nobody is linked any more', async () => {
  const { id } = (await create({ clientSecret: secret })).body;
  const link = () =>
    company.database.execute('INSERT INTO identity_links VALUES (?, ?, ?, ?, 0)', [
      company.tenantId,
      id,
      'u-17',
      company.admin.id,
    ]);
  await link();
  await company.admin.request('PATCH', `${path}/${id}`, { body: { clientId: 'keyline' } });
  expect(await count(company, 'identity_links')).toBe(1);
  await company.admin.request('PATCH', `${path}/${id}`, { body: { issuer: 'https://id.example.cn' } });
  expect(await count(company, 'identity_links')).toBe(0);
  await link();
  expect((await company.admin.request('DELETE', `${path}/${id}`)).status).toBe(204);
  expect(await count(company, 'identity_links')).toBe(0);
  expect((await company.admin.request('GET', `${path}/${id}`)).status).toBe(404);
  const [stored] = await company.database.execute('SELECT client_secret FROM identity_providers');
  expect(stored).toEqual({ client_secret: null });
  expect((await create()).status).toBe(201);
});

test.each([
  ['issuer', 'ftp://login.example.cn', 'issuer'],
  ['issuer', 'https://login.example.cn?tenant=1', 'issuer'],
  ['issuer', 'https://user:pass@login.example.cn', 'issuer'],
  ['redirectUris', ['https://crm.example.cn/#/signed-in'], 'redirect_uri'],
  ['redirectUris', ['/signed-in'], 'redirect_uri'],
  ['redirectUris', [], 'too_few'],
  ['scopes', ['open id'], 'scope'],
  ['emailDomains', ['@example.cn'], 'domain'],
  ['emailDomains', ['localhost'], 'domain'],
])('%s %j is refused', async (field, value, code) => {
  const answer = await create({ [field]: value });
  const pointer = Array.isArray(value) && value.length > 0 ? `/${field}/0` : `/${field}`;
  expect(answer.body).toMatchObject({ code: 'request.invalid', errors: [{ pointer, code }] });
});

test('production takes no address without TLS', async () => {
  const plain = { issuer: 'http://login.example.cn', redirectUris: ['http://localhost/signed-in'] };
  expect((await create(plain)).status).toBe(201);
  const bindings = { ENVIRONMENT: 'production', CLOCK: 'system' };
  company = await givenCompany({ bindings });
  expect((await create(plain)).body).toMatchObject({
    code: 'request.invalid',
    errors: [
      { pointer: '/issuer', code: 'https' },
      { pointer: '/redirectUris/0', code: 'https' },
    ],
  });
});

test('nobody maps a role that allows more than he holds himself, or that does not exist', async () => {
  const role = await newRole(company.admin, ['accounts.read']);
  const roleMapping = [
    { value: 'agents', roleId: role.id, dataScope: 'own' },
    { value: 'agents', roleId: 'rol_01kafxq0h3e7rvx8bm2s9t4c5d', dataScope: 'own' },
  ];
  expect((await create({ roleMapping })).body).toMatchObject({
    code: 'request.unknown_reference',
    errors: [{ pointer: '/roleMapping/1/roleId', code: 'unknown_reference' }],
  });
  const permissions = ['identity_providers.write'] as const;
  const clerk = await company.colleague('王磊', { permissions, scope: 'tenant' });
  const answer = await clerk.request<ProblemBody>('POST', path, {
    body: { ...body, roleMapping: roleMapping.slice(0, 1) },
  });
  expect([answer.status, answer.body.code]).toEqual([403, 'user.beyond_own_rights']);
});
