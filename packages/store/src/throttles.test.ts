import { type GivenTenant, givenTenant, type TestDatabase, testDatabase } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Attempt, systemStore } from './system.ts';
import { first, tenantStore } from './tenant-store.ts';
import { ownAttempt, ownBlockedUntil, type Pace, userKey } from './throttles.ts';

const minute = 60_000;
const pace: Pace = { free: 3, forgiveMs: minute };
const unforgiving: Pace = { free: 3, forgiveMs: 10_000 * minute };
const start = 1_000_000;
let database: TestDatabase;
let given: GivenTenant;
beforeEach(async () => {
  database = await testDatabase().fresh();
  given = await givenTenant(database);
});

function commit(attempt: Attempt) {
  return systemStore(database.config).forTenant('', 'anonymous', attempt).commit({ changes: [] });
}

function fail(now: number, key = 'somebody', by = pace) {
  const counts = [{ key, pace: by }];
  return commit({ counts, failed: counts, cleared: [], now });
}

async function waitAfter(now: number): Promise<number> {
  await fail(now, 'somebody', unforgiving);
  const knock = { slug: 'nowhere', emailKey: 'x', purpose: 'sign_in', keys: ['somebody'], codeHash: '' };
  const { blockedUntil } = await systemStore(database.config).findSignIn(knock);
  return blockedUntil - now;
}

async function failures(key = 'somebody'): Promise<unknown> {
  const [row] = await database.execute('SELECT failures FROM throttles WHERE key = ?', [key]);
  return row?.failures;
}

test('the first failures are free, every further one costs twice the time of the last, up to 15 minutes', async () => {
  const waits: number[] = [];
  let now = start;
  for (let i = 0; i < 15; i += 1) {
    const wait = await waitAfter(now);
    waits.push(wait / 1000);
    now = Math.max(now, now + wait);
  }
  expect(waits.slice(2)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
});

test('a failure is forgiven with time, one after the other', async () => {
  await fail(start);
  await fail(start);
  await fail(start + 1.5 * minute);
  expect(await failures()).toBe(2);
  await fail(start + 60 * minute);
  expect(await failures()).toBe(1);
});

test('a clock that goes behind forgives nothing', async () => {
  await fail(start);
  await fail(start - 10 * minute);
  expect(await failures()).toBe(2);
});

test('of parallel failures as many are let through as are free', async () => {
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => fail(start)));
  expect(outcomes.filter(({ committed }) => committed)).toHaveLength(pace.free);
  expect(outcomes.filter(({ committed }) => !committed)[0]).toEqual({
    committed: false,
    reason: 'precondition',
  });
  expect(await failures()).toBe(pace.free);
});

test('an attempt is held against all of its counts, and clears only those that it names', async () => {
  const [person, network] = ['person', 'network'].map((key) => ({ key, pace }));
  if (person === undefined || network === undefined) throw new Error('no counts');
  for (let i = 0; i < 3; i += 1) await fail(start, 'network');
  await fail(start, 'person');
  const passed = { counts: [person, network], failed: [], cleared: [person] };
  expect(await commit({ ...passed, now: start })).toMatchObject({ committed: false });
  expect(await commit({ ...passed, now: start + 1000 })).toEqual({ committed: true });
  expect([await failures('person'), await failures('network')]).toEqual([undefined, 3]);
});

describe('attempts of a caller itself', () => {
  const own = (userId: string) => tenantStore(database.config, given.tenantId, userId);
  const blocked = (userId: string) =>
    own(userId).read({ one: first(ownBlockedUntil.bind({ purpose: 'sign_in' })) });
  const attempt = (outcome: 'failed' | 'passed', now: number) =>
    own(given.userId).commit({ changes: [], ...ownAttempt(outcome, { purpose: 'sign_in', pace, now }) });

  test('count as those at sign-in do, for this user only', async () => {
    for (let i = 0; i < 3; i += 1) expect(await attempt('failed', start)).toEqual({ committed: true });
    expect(await failures(userKey('sign_in', given.tenantId, given.userId))).toBe(3);
    expect((await blocked(given.userId)).one).toEqual({ blockedUntil: start + 1000 });
    expect((await blocked('somebody else')).one).toEqual({ blockedUntil: 0 });
  });

  test('are refused while the user waits, and a right one forgives', async () => {
    for (let i = 0; i < 3; i += 1) await attempt('failed', start);
    expect(await attempt('passed', start + 999)).toMatchObject({ reason: 'precondition' });
    expect(await attempt('passed', start + 1000)).toEqual({ committed: true });
    expect((await blocked(given.userId)).one).toEqual({ blockedUntil: 0 });
  });
});
