import { givenUser } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { givenUnits, type Units } from './testing/given-units.ts';

let units: Units;
beforeEach(async () => {
  units = await givenUnits();
});

test('a read is one trip, with the version of the record as its tag', async () => {
  const { id } = await units.unit();
  const { status, headers, body, trips } = await units.ask('GET', `/v1/units/${id}`);
  expect([status, trips, headers.get('ETag')]).toEqual([200, 1, '"1"']);
  expect(headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  expect(body).toEqual({ id, version: 1, name: 'North', tags: [], actor: units.given.userId });
});

test('the view is that of the caller', async () => {
  const { id } = await units.unit();
  const other = await givenUser(units.database, units.given.tenantId);
  const { body } = await units.ask('GET', `/v1/units/${id}`, { token: other.token });
  expect(body.actor).toBe(other.userId);
});

test('an input that does not fit costs no trip, and a record that is not there costs one', async () => {
  const wrong = await units.ask('GET', '/v1/units/north');
  expect([wrong.status, wrong.trips]).toEqual([400, 0]);
  const missing = await units.ask('GET', '/v1/units/org_01kafxq0h3e7rvx8bm2s9t4c5d');
  expect([missing.status, missing.trips, missing.headers.has('ETag')]).toEqual([404, 1, false]);
});

test('an Idempotency-Key and an If-Match have no meaning for a read', async () => {
  const { id } = await units.unit();
  const headers = { 'If-Match': '"7"', 'Idempotency-Key': 'not a key' };
  expect((await units.ask('GET', `/v1/units/${id}`, { headers })).status).toBe(200);
  expect(await units.count('idempotency')).toBe(0);
});

test('a question with a body is a POST of one trip that writes nothing, also when it is asked twice', async () => {
  const { id } = await units.unit();
  const before = await units.count('events');
  const ask = (body: object) =>
    units.ask('POST', `/v1/units/${id}/comparison`, { body, headers: { 'Idempotency-Key': 'one' } });
  expect(await ask({ name: 'North' })).toMatchObject({ status: 200, trips: 1, body: { same: true } });
  expect(await ask({ name: 'South' })).toMatchObject({ status: 200, trips: 1, body: { same: false } });
  expect([await units.count('idempotency'), await units.count('events')]).toEqual([0, before]);
  expect(await ask({ name: 1 })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/name' }] } });
});
