import { beforeEach, describe, expect, test } from 'vitest';
import { givenUnits, meetingPoint, type Units } from './testing/given-units.ts';

let units: Units;
beforeEach(async () => {
  units = await givenUnits();
});

const rename = (id: string, name: string, headers: Record<string, string> = {}) =>
  units.ask('PATCH', `/v1/units/${id}`, { body: { name }, headers });

/** How often an answer of each kind was given: `201`, `409 request.conflict` ... */
function kinds(answers: readonly Awaited<ReturnType<Units['ask']>>[]): Record<string, number> {
  const all = answers.map(({ status, body }) => (status < 400 ? `${status}` : `${status} ${body.code}`));
  return Object.fromEntries([...new Set(all)].map((kind) => [kind, all.filter((k) => k === kind).length]));
}

test('a write is loaded and decided, and committed: two trips', async () => {
  const made = await units.ask('POST', '/v1/units', { body: { name: 'North' } });
  expect([made.status, made.trips, made.headers.get('ETag')]).toEqual([201, 2, '"1"']);
  expect(made.headers.get('Location')).toBe(`/v1/units/${made.body.id}`);
  const changed = await rename(made.body.id, 'South');
  expect([changed.status, changed.trips, changed.headers.get('ETag')]).toEqual([200, 2, '"2"']);
});

test('a refusal is decided after one trip, and in the words of its own', async () => {
  const { id } = await units.unit('closed');
  const { status, body, trips } = await rename(id, 'open');
  expect([status, body.code, body.detail, trips]).toEqual([
    409,
    'unit.closed',
    'The unit closed is closed.',
    1,
  ]);
});

test('what writes nothing needs no second trip', async () => {
  const { id } = await units.unit();
  const { status, body, headers, trips } = await units.ask('DELETE', `/v1/units/${id}`);
  expect([status, body, trips, headers.has('Content-Type')]).toEqual([204, undefined, 1, false]);
});

describe('of many at once', () => {
  test('a loser is decided once more on what the winner left', async () => {
    const { id } = await units.unit();
    const { ask } = await units.through({ bindings: { DATABASE: meetingPoint(units.database, 2) } });
    const both = await Promise.all(
      ['South', 'West'].map((name) => ask('PATCH', `/v1/units/${id}`, { body: { name } })),
    );
    expect(both.map(({ body }) => body.version).sort()).toEqual([2, 3]);
    expect(both.map(({ trips }) => trips).sort()).toEqual([2, 4]);
  });

  test('who loses twice is told to begin anew, and nothing of his is written', async () => {
    const { id } = await units.unit();
    const { ask } = await units.through({ bindings: { DATABASE: meetingPoint(units.database, 20) } });
    const asked = Array.from({ length: 20 }, (_, n) => ({ body: { name: `n${n}` } }));
    const answers = await Promise.all(asked.map((one) => ask('PATCH', `/v1/units/${id}`, one)));
    const { '200': won = 0, '409 request.conflict': lost = 0 } = kinds(answers);
    expect([won + lost, won >= 2, lost > 0]).toEqual([20, true, true]);
    expect(await units.count('events')).toBe(1 + won);
    expect(await units.database.execute('SELECT version FROM org_units')).toMatchObject([
      { version: 1 + won },
    ]);
  });

  test('who named the version is told that it is no longer the current one', async () => {
    const { id } = await units.unit();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => rename(id, `n${n}`, { 'If-Match': '"1"' })),
    );
    expect(kinds(answers)).toEqual({ '200': 1, '412 request.stale': 19 });
  });

  test('a loser whom the winner shut out hears that, and not of a race', async () => {
    const { id } = await units.unit();
    const answers = await Promise.all(Array.from({ length: 5 }, () => rename(id, 'closed')));
    expect(kinds(answers)).toEqual({ '200': 1, '409 unit.closed': 4 });
  });
});
