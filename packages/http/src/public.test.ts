import { createTestClock, type WorkerUnderTest } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { type Body, givenUnits, meetingPoint, type Units } from './testing/given-units.ts';

let units: Units;
let worker: WorkerUnderTest;
let slug: string;
beforeEach(async () => {
  units = await givenUnits();
  worker = (await units.through({})).worker;
  slug = String((await units.database.execute('SELECT slug FROM directory'))[0]?.slug);
});

function found(asked: object = {}, name = 'North') {
  return worker.request<Body>('POST', '/v1/foundations', { body: { slug, name }, ...asked });
}

test('who has not signed in writes in the tenant that was found, in two trips', async () => {
  const { status, body, trips } = await found();
  expect([status, trips]).toEqual([201, 2]);
  const [event] = await units.database.execute('SELECT * FROM events');
  const { tenantId } = units.given;
  expect(event).toMatchObject({
    tenant_id: tenantId,
    subject_id: body.id,
    actor_type: 'anonymous',
    actor_id: null,
  });
  const [row] = await units.database.execute('SELECT created_by FROM org_units');
  expect(row?.created_by).toBe('anonymous');
});

test('a token that is sent all the same has no part in it', async () => {
  expect((await found({ token: 'nonsense' })).status).toBe(201);
});

test('what is refused makes one trip and writes nothing', async () => {
  slug = 'nobody';
  const { status, trips } = await found({ key: 'k1' });
  expect([status, trips, await units.count('idempotency')]).toEqual([404, 1, 0]);
});

test('a repeat with its key gets the first answer, twins in flight too', async () => {
  const bindings = { DATABASE: meetingPoint(units.database, 4) };
  worker = (await units.through({ bindings })).worker;
  const twins = await Promise.all([1, 2, 3, 4].map(() => found({ key: 'k1' })));
  expect(twins.map(({ status, trips }) => [status, trips]).sort()).toEqual([
    [201, 2],
    [201, 3],
    [201, 3],
    [201, 3],
  ]);
  expect(new Set(twins.map(({ body }) => body.id)).size).toBe(1);
  expect(await units.count('org_units')).toBe(1);
  const other = await found({ key: 'k1' }, 'South');
  expect([other.status, other.body.code]).toEqual([422, 'request.key_reused']);
});

test('business time is that of the request here, too', async () => {
  const clock = createTestClock('2026-03-02T01:30:00Z');
  const later = (await units.through({ clock })).worker;
  const body = { slug, name: 'North' };
  await later.request('POST', '/v1/foundations', { body, now: '2031-01-01T00:00:00Z', key: 'k1' });
  const [event] = await units.database.execute('SELECT occurred_at FROM events');
  const [answer] = await units.database.execute('SELECT created_at, caller FROM idempotency');
  expect([event?.occurred_at, answer]).toMatchObject([
    Date.parse('2031-01-01T00:00:00Z'),
    { created_at: clock.now(), caller: 'anonymous' },
  ]);
});

test('what needs neither sign-in nor database may be kept by caches', async () => {
  const { status, headers, trips } = await units.ask('GET', '/v1/version', { token: 'nonsense' });
  expect([status, trips, headers.get('Cache-Control')]).toEqual([200, 0, 'public, max-age=60']);
  expect((await units.ask('GET', '/v1/version?x=1')).body.errors).toMatchObject([{ pointer: '/query/x' }]);
});
