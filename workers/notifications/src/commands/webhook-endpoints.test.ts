import { expect, test } from 'vitest';
import { givenOffice, type Office } from '../testing/given-tenant.ts';

interface Endpoint {
  readonly id: string;
  readonly secret: string;
  readonly code: string;
  readonly [field: string]: unknown;
}

const path = '/v1/webhook-endpoints';
const body = { url: 'https://boss.example.cn/keyline', events: ['account.*'] };

const create = ({ admin }: Office, fields: object = {}) =>
  admin.request<Endpoint>('POST', path, { body: { ...body, ...fields } });

test('the secret is shown once, stored sealed, and told to no log', async () => {
  const office = await givenOffice();
  const { status, trips, body: made } = await create(office);
  expect([status, trips]).toEqual([201, 2]);
  expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { secret, ...shown } = made;
  expect((await office.admin.request('GET', `${path}/${made.id}`)).body).toEqual(shown);
  const [stored] = await office.database.execute('SELECT secret FROM webhook_endpoints');
  expect(stored?.secret).toMatch(/^v1\./);
  const log = await office.database.execute('SELECT data FROM events');
  expect(JSON.stringify([stored, log])).not.toContain(secret.slice(6));
  expect(await office.database.execute('SELECT * FROM private_changes')).toEqual([]);
});

test('a rotation shows another secret, and says until when the former one signs beside it', async () => {
  const office = await givenOffice();
  const { id, secret } = (await create(office)).body;
  const rotate = (overlapSeconds: number) =>
    office.admin.request<Endpoint>('POST', `${path}/${id}/actions/rotate`, { body: { overlapSeconds } });
  const rotated = (await rotate(3600)).body;
  expect(rotated.secret).not.toBe(secret);
  expect(Date.parse(String(rotated.formerSecretUntil)) - Date.now()).toBeGreaterThan(3_500_000);
  expect((await rotate(0)).body).toMatchObject({ formerSecretUntil: null, version: 3 });
});

test('who disables an endpoint is told as the reason until it is active again', async () => {
  const office = await givenOffice();
  const { id } = (await create(office)).body;
  const set = (state: string) => office.admin.request('PATCH', `${path}/${id}`, { body: { state } });
  expect((await set('disabled')).body).toMatchObject({ state: 'disabled', disabledReason: 'by_user' });
  expect((await set('active')).body).toMatchObject({ state: 'active', disabledReason: null });
});

test.each([
  ['url', 'ftp://boss.example.cn', '/url', 'webhook_url'],
  ['url', 'boss.example.cn/keyline', '/url', 'webhook_url'],
  ['url', 'https://user:secret@boss.example.cn', '/url', 'webhook_url'],
  ['url', 'https://boss.example.cn/#part', '/url', 'webhook_url'],
  ['events', ['account.*', 'nobody.*'], '/events/1', 'event_pattern'],
  ['events', [], '/events', 'too_few'],
])('%s %j is refused', async (field, value, pointer, code) => {
  const answer = await create(await givenOffice(), { [field]: value });
  expect(answer.body).toMatchObject({ code: 'request.invalid', errors: [{ pointer, code }] });
});

test('production sends nothing without TLS, and nothing into private networks', async () => {
  expect((await create(await givenOffice(), { url: 'http://127.0.0.1:9000/hook' })).status).toBe(201);
  const office = await givenOffice({ bindings: { ENVIRONMENT: 'production', CLOCK: 'system' } });
  for (const [url, code] of [
    ['http://boss.example.cn', 'https'],
    ['https://127.0.0.1/hook', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://[::ffff:10.0.0.1]/hook', 'private_address'],
    ['https://boss.internal/hook', 'private_address'],
  ]) {
    expect((await create(office, { url })).body).toMatchObject({ errors: [{ pointer: '/url', code }] });
  }
  const { id } = (await create(office)).body;
  const moved = await office.admin.request('PATCH', `${path}/${id}`, { body: { url: 'https://10.0.0.1' } });
  expect(moved.body).toMatchObject({ errors: [{ pointer: '/url', code: 'private_address' }] });
});

test('nobody sends outside what he may not read, nor leads it elsewhere', async () => {
  const office = await givenOffice();
  const clerk = await office.person(['webhook_endpoints.write', 'contacts.read']);
  const beyond = { status: 403, body: { code: 'webhook_endpoint.beyond_own_rights' } };
  expect(await clerk.request('POST', path, { body })).toMatchObject(beyond);
  const own = { ...body, events: ['contact.*', 'user.created'] };
  expect((await clerk.request('POST', path, { body: own })).status).toBe(201);
  const { id } = (await create(office)).body;
  const elsewhere = { body: { url: 'https://elsewhere.example.cn' } };
  expect(await clerk.request('PATCH', `${path}/${id}`, elsewhere)).toMatchObject(beyond);
  expect(await clerk.request('POST', `${path}/${id}/actions/rotate`, { body: {} })).toMatchObject(beyond);
});
