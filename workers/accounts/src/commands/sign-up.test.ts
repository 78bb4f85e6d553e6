import {
  defaultRoles,
  passwordRefusal,
  permissionCatalogue,
  permissionsOfRole,
  type RoleKey,
} from '@keyline/auth';
import {
  type Asked,
  createTestClock,
  testDatabase,
  type WorkerUnderTest,
  workerUnderTest,
} from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { domain } from '../app.ts';
import { everyPermission } from '../testing/given-company.ts';
import { type ProblemBody, tally } from '../testing/records.ts';

const password = '秦岭 north face 88';
const now = '2026-03-02T01:30:00.000Z';
let database: Awaited<ReturnType<ReturnType<typeof testDatabase>['fresh']>>;
let worker: WorkerUnderTest;

beforeEach(async () => {
  database = await testDatabase().fresh();
  worker = await workerUnderTest(domain, database);
});

interface SignedUp {
  readonly tenant: { readonly id: string; readonly slug: string };
  readonly admin: { readonly id: string; readonly orgUnitId: string };
}

function bodyWith(changes: Readonly<Record<string, unknown>> = {}, admin: object = {}) {
  const person = { name: '王磊', email: 'Wang.Lei@Example.cn', password, ...admin };
  return {
    name: '西安分公司',
    slug: 'xian',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    admin: person,
    ...changes,
  };
}

function signUp<Body = ProblemBody>(body: object = bodyWith(), asked: Asked = {}, by = worker) {
  return by.request<Body>('POST', '/v1/tenants', { ...asked, body });
}

async function countOf(table: string): Promise<number> {
  const [row] = await database.execute(`SELECT count(*) AS n FROM ${table}`);
  return Number(row?.n);
}

test('a tenant opens with its roles, and its administrator can do everything at once', async () => {
  const { status, body } = await signUp<SignedUp>(bodyWith(), { now });
  expect(status).toBe(201);

  const rows = await database.execute(
    'SELECT r.key, r.kind, r.name, (SELECT json_group_array(p.permission) FROM role_permissions p WHERE p.role_id = r.id) AS held FROM roles r WHERE r.tenant_id = ? ORDER BY r.rowid',
    [body.tenant.id],
  );
  const seeded = rows.map((row) => ({
    key: row.key,
    kind: row.kind,
    name: JSON.parse(String(row.name)),
    held: JSON.parse(String(row.held)).sort(),
  }));
  const expected = (Object.keys(defaultRoles) as RoleKey[]).map((key) => ({
    key,
    kind: 'default',
    name: defaultRoles[key].name,
    held: permissionsOfRole(key, permissionCatalogue).sort(),
  }));
  expect(seeded).toEqual(expected);

  const grant = { grantType: 'password', tenant: 'xian', email: 'wang.lei@example.cn', password };
  const { accessToken } = (
    await worker.request<{ accessToken: string }>('POST', '/v1/auth/token', { body: grant })
  ).body;
  const me = await worker.request('GET', '/v1/me', { token: accessToken });
  expect(me.body).toMatchObject({
    user: { id: body.admin.id, email: 'Wang.Lei@Example.cn', orgUnitId: body.admin.orgUnitId },
    tenant: { id: body.tenant.id, slug: 'xian', locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
    roles: [{ key: 'administrator', dataScope: 'tenant', orgUnitId: null }],
    permissions: [...everyPermission].sort(),
  });
  const account = { name: '西安大数据', kind: 'enterprise', orgUnitId: body.admin.orgUnitId };
  const created = await worker.request('POST', '/v1/accounts', { token: accessToken, body: account });
  expect(created.status).toBe(201);
  const unit = await worker.request('POST', '/v1/org-units', {
    token: accessToken,
    body: { name: '高新分公司', kind: 'branch' },
  });
  expect(unit.body).toMatchObject({ parentId: body.admin.orgUnitId });
});

test('the password and its hash are in the user only', async () => {
  await signUp(bodyWith(), { key: 'sign-up-1' });
  const [user] = await database.execute('SELECT password_hash FROM users');
  const hash = String(user?.password_hash);
  expect(hash).toMatch(/^scrypt\$/);
  for (const table of ['events', 'private_changes', 'idempotency']) {
    const text = JSON.stringify(await database.execute(`SELECT * FROM ${table}`));
    expect(text).not.toContain(password);
    expect(text).not.toContain(hash.slice(-20));
  }
});

test('of two who want the same slug at once one gets it', async () => {
  const both = await Promise.all([signUp(), signUp(bodyWith({ name: '另一家' }))]);
  expect(tally(both)).toEqual({ 201: 1, 409: 1 });
  expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'tenant.slug_taken',
    detail: 'Another tenant has the slug xian.',
  });
  expect(await countOf('tenants')).toBe(1);
  expect(await countOf('users')).toBe(1);
  expect((await signUp()).body.code).toBe('tenant.slug_taken');
});

test('twins in flight with one key open one tenant, and a repeat gets the first answer', async () => {
  const twins = await Promise.all([
    signUp<SignedUp>(bodyWith(), { key: 'k1' }),
    signUp<SignedUp>(bodyWith(), { key: 'k1' }),
  ]);
  const replayed = (answer: (typeof twins)[number]) => answer.headers.get('Idempotency-Replayed') === 'true';
  expect(tally(twins)).toEqual({ 201: 2 });
  expect(twins.filter(replayed)).toHaveLength(1);
  expect(twins[0].body).toEqual(twins[1].body);

  const again = await signUp<SignedUp>(bodyWith(), { key: 'k1' });
  expect([again.status, replayed(again), again.body]).toEqual([201, true, twins[0].body]);
  const other = await signUp(bodyWith({ name: '另一家' }), { key: 'k1' });
  expect([other.status, other.body.code]).toEqual([422, 'request.key_reused']);
  expect(await countOf('tenants')).toBe(1);
});

describe('what is refused costs no tenant', () => {
  test.each([
    ['short 1', 'password.too_short'],
    ['p@ssw0rd!!', 'password.too_common'],
    ['wang.lei@example.cn', 'password.personal'],
  ])('the password %s', async (chosen, code) => {
    const person = { name: '王磊', email: 'Wang.Lei@Example.cn' };
    expect(passwordRefusal(chosen, person)).toBe(code);
    const { status, body } = await signUp(bodyWith({}, { password: chosen }));
    expect([status, body.errors]).toMatchObject([400, [{ pointer: '/admin/password', code }]]);
    expect(await countOf('tenants')).toBe(0);
  });

  test.each(['Beijing', '+08:00', 'Asia/Nowhere', ''])('the time zone "%s"', async (timeZone) => {
    const { status, body } = await signUp(bodyWith({ timeZone }));
    expect([status, body.errors]).toMatchObject([400, [{ pointer: '/timeZone', code: 'time_zone' }]]);
  });

  test.each(['ab', 'Xian', '1xian', 'xian-', 'xi--an', 'xi an', `x${'a'.repeat(40)}`])(
    'the slug "%s"',
    async (slug) => {
      const { status, body } = await signUp(bodyWith({ slug }));
      expect([status, body.errors]).toMatchObject([400, [{ pointer: '/slug', code: 'slug' }]]);
    },
  );

  test('everything that is wrong is named at once', async () => {
    const wrong = bodyWith({ locale: 'fr', timeZone: 'Mars' }, { email: 'nobody' });
    const { body } = await signUp(wrong, { headers: { 'Accept-Language': 'zh-CN' } });
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/locale', '/timeZone', '/admin/email']);
    expect(body.errors?.[0]?.detail).toBe('必须是以下之一：en, zh-CN。');
  });
});

test("a reserved name is nobody's", async () => {
  const { status, body } = await signUp(bodyWith({ slug: 'status' }), {
    headers: { 'Accept-Language': 'zh-CN' },
  });
  expect([status, body.code]).toEqual([422, 'tenant.slug_reserved']);
  expect(body.detail).toBe('标识 status 为系统保留，不能用于租户。');
  expect(await countOf('tenants')).toBe(0);
});

test('from one address so many sign-ups are tried in an hour, and no mistyped one counts', async () => {
  const clock = createTestClock('2026-03-02T01:30:00Z');
  const bindings = { SIGN_UP_LIMIT_PER_HOUR: '2' };
  const limited = await workerUnderTest(domain, database, { bindings, clock });
  const from = (address: string, slug: string) =>
    signUp(bodyWith({ slug }), { headers: { 'CF-Connecting-IP': address } }, limited);
  expect((await from('192.0.2.1', 'No slug')).status).toBe(400);
  for (const slug of ['docs', 'mail']) expect((await from('192.0.2.1', slug)).status).toBe(422);
  const refused = await from('192.0.2.1', 'docs');
  expect([refused.status, refused.body.code, refused.trips]).toEqual([429, 'request.too_many', 0]);
  expect(refused.headers.get('Retry-After')).toBe('1800');
  expect(refused.headers.get('RateLimit-Policy')).toBe('"sign-up";q=2;w=3600');
  expect((await from('192.0.2.2', 'docs')).status).toBe(422);
  clock.advance(1_800_000);
  expect((await from('192.0.2.1', 'docs')).status).toBe(422);
});

test('where sign-up is closed nobody opens a tenant, and it is closed unless somebody opens it', async () => {
  for (const SIGN_UP of ['closed', undefined]) {
    const closed = await workerUnderTest(domain, database, { bindings: { SIGN_UP } });
    const { status, body } = await signUp(bodyWith(), {}, closed);
    expect([status, body.code]).toEqual([403, 'tenant.sign_up_closed']);
  }
  expect(await countOf('tenants')).toBe(0);
});
