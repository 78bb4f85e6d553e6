import { createTestClock, givenUser } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { givenUnits, meetingPoint, type Units } from './testing/given-units.ts';

let units: Units;
beforeEach(async () => {
  units = await givenUnits();
});

const post = (key: string, name = 'North', asked: object = {}) =>
  units.ask('POST', '/v1/units', { body: { name }, key, ...asked });

test('a repeat gets the first answer again, as it was, without its secret', async () => {
  const first = await post('k1');
  expect(first.body.key).toBe('shown once');
  await units.ask('PATCH', `/v1/units/${first.body.id}`, { body: { name: 'South' } });
  const again = await post('k1');
  const { key: _, ...rest } = first.body;
  expect([again.status, again.body, again.trips]).toEqual([201, rest, 1]);
  expect(again.headers.get('Idempotency-Replayed')).toBe('true');
  for (const header of ['ETag', 'Location', 'Content-Type']) {
    expect(again.headers.get(header)).toBe(first.headers.get(header));
  }
  expect(again.headers.get('X-Request-Id')).not.toBe(first.headers.get('X-Request-Id'));
  expect(first.headers.has('Idempotency-Replayed')).toBe(false);
  expect(await units.count('org_units')).toBe(1);
  expect(JSON.stringify(await units.database.execute('SELECT * FROM idempotency'))).not.toContain(
    'shown once',
  );
});

test('an answer without a body is given again without one', async () => {
  const { id } = await units.unit();
  const remove = () => units.ask('DELETE', `/v1/units/${id}`, { key: 'k1' });
  expect([(await remove()).status, await units.count('idempotency')]).toEqual([204, 1]);
  const again = await remove();
  expect([again.status, again.body, again.headers.get('Idempotency-Replayed')]).toEqual([
    204,
    undefined,
    'true',
  ]);
});

describe('a key belongs to one request', () => {
  test('of this body', async () => {
    await post('k1');
    for (const body of [{ name: 'South' }, '{"name": "North"}']) {
      const { status, body: problem } = await units.ask('POST', '/v1/units', { body, key: 'k1' });
      expect([status, problem.code]).toEqual([422, 'request.key_reused']);
    }
  });

  test('of this method and path', async () => {
    const [one, other] = [await units.unit(), await units.unit()];
    const patch = (id: string) => units.ask('PATCH', `/v1/units/${id}`, { body: { name: 'x' }, key: 'k1' });
    expect((await patch(one.id)).status).toBe(200);
    expect((await patch(other.id)).status).toBe(422);
    expect((await units.ask('DELETE', `/v1/units/${one.id}`, { key: 'k1' })).status).toBe(422);
    expect((await patch(one.id)).headers.get('Idempotency-Replayed')).toBe('true');
  });

  test('of this caller: another one has keys of his own', async () => {
    const { database, given } = units;
    const { token } = await givenUser(database, given.tenantId);
    const [mine, others] = [await post('k1'), await post('k1', 'North', { token })];
    expect([mine.status, others.status, mine.body.id === others.body.id]).toEqual([201, 201, false]);
  });
});

test.each([
  ['k', 201],
  ['k'.repeat(255), 201],
  ['~!#$%&|{}"\'<>,;:', 201],
  ['k'.repeat(256), 400],
  ['two words', 400],
  ['', 400],
  ['schlüssel', 400],
])('the key %s is answered with %i', async (key, status) => {
  const answer = await post(key);
  expect(answer.status).toBe(status);
  if (status === 400) {
    expect(answer.body.errors).toEqual([
      {
        pointer: '/header/Idempotency-Key',
        code: 'idempotency_key',
        detail: 'Must be 1 to 255 visible ASCII characters.',
      },
    ]);
  }
  expect(await units.count('idempotency')).toBe(status === 201 ? 1 : 0);
});

test('what was refused is decided anew when it is repeated', async () => {
  const { id } = await units.unit('closed');
  const rename = () => units.ask('PATCH', `/v1/units/${id}`, { body: { name: 'open' }, key: 'k1' });
  expect((await rename()).body.code).toBe('unit.closed');
  await units.database.execute("UPDATE org_units SET name = 'ajar'");
  const answer = await rename();
  expect([answer.status, answer.headers.has('Idempotency-Replayed')]).toEqual([200, false]);
});

test('a repeat is answered before its If-Match counts: the first one changed the version itself', async () => {
  const { id } = await units.unit();
  const asked = { body: { name: 'South' }, key: 'k1', headers: { 'If-Match': '"1"' } };
  const first = await units.ask('PATCH', `/v1/units/${id}`, asked);
  const again = await units.ask('PATCH', `/v1/units/${id}`, asked);
  expect([first.status, again.status, again.headers.get('ETag')]).toEqual([200, 200, '"2"']);
});

test('twins in flight are one, and both hear of it', async () => {
  const bindings = { DATABASE: meetingPoint(units.database, 8) };
  const { ask } = await units.through({ bindings });
  const asked = { body: { name: 'North' }, key: 'k1' };
  const twins = await Promise.all(Array.from({ length: 8 }, () => ask('POST', '/v1/units', asked)));
  expect(twins.map(({ status }) => status)).toEqual(Array(8).fill(201));
  expect(twins.map(({ trips }) => trips).sort()).toEqual([2, ...Array(7).fill(3)]);
  expect(new Set(twins.map(({ body }) => body.id)).size).toBe(1);
  expect(twins.filter(({ headers }) => headers.has('Idempotency-Replayed'))).toHaveLength(7);
  expect(await units.count('org_units')).toBe(1);
});

test('who has lost his right in between hears nothing of the first answer', async () => {
  await post('k1');
  await units.database.execute('UPDATE sessions SET ended_at = 1');
  expect((await post('k1')).status).toBe(401);
});

test('the age of an answer is real time', async () => {
  const clock = createTestClock('2026-03-02T01:30:00Z');
  const { ask, database } = await givenUnits({ clock });
  await ask('POST', '/v1/units', { body: { name: 'x' }, key: 'k1' });
  expect(await database.execute('SELECT created_at, caller, key FROM idempotency')).toMatchObject([
    { created_at: clock.now(), key: 'k1' },
  ]);
});
