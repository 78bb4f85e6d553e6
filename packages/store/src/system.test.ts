import { newId } from '@keyline/kernel';
import { type GivenTenant, givenTenant, type TestDatabase, testDatabase } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { UnavailableError } from './faults.ts';
import { type SystemStore, systemStore } from './system.ts';

let database: TestDatabase;
let system: SystemStore;
let given: GivenTenant;
beforeEach(async () => {
  database = await testDatabase().fresh({ measured: true });
  given = await givenTenant(database);
  system = systemStore(database.config);
});

async function slugOf({ tenantId }: GivenTenant): Promise<string> {
  const [row] = await database.execute('SELECT slug FROM directory WHERE tenant_id = ?', [tenantId]);
  return String(row?.slug);
}

async function keepAnswer(createdAt: number, fields: { caller?: string; key?: string } = {}): Promise<void> {
  const { caller = 'anonymous', key = newId('request') } = fields;
  await database.execute('INSERT INTO idempotency VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [
    given.tenantId,
    caller,
    key,
    'print',
    201,
    '{}',
    '{"id":1}',
    createdAt,
  ]);
}

async function keepToken(expiresAt: number): Promise<void> {
  await database.execute('INSERT INTO refresh_tokens VALUES (?, ?, ?, 0, ?, NULL)', [
    given.tenantId,
    newId('request'),
    given.sessionId,
    expiresAt,
  ]);
}

test('a database that answers is alive, one that does not is unavailable', async () => {
  await expect(system.ping()).resolves.toBeUndefined();
  const gone = systemStore({ ...database.config, fetch: () => Promise.reject(new Error('gone')) });
  await expect(gone.ping()).rejects.toThrow(UnavailableError);
});

const knock = (slug: string, emailKey: string, keys: readonly string[] = []) => {
  return { slug, emailKey, purpose: 'sign_in', keys, codeHash: '' };
};

describe('a sign-in', () => {
  test('finds the user of this e-mail in the tenant of this slug', async () => {
    const slug = await slugOf(given);
    expect(await system.findSignIn(knock(slug, `${slug}@example.cn`))).toEqual({
      user: {
        tenantId: given.tenantId,
        userId: given.userId,
        passwordHash: null,
        active: true,
        tenantStatus: 'active',
        sealedSecret: null,
        lastStep: null,
        recoveryKnown: false,
      },
      blockedUntil: 0,
    });
    expect(system.spent.trips).toBe(1);
  });

  test('finds nobody by an e-mail of another tenant, nor in a tenant that is not', async () => {
    const other = await slugOf(await givenTenant(database));
    const nobody = { user: undefined, blockedUntil: 0 };
    expect(await system.findSignIn(knock(await slugOf(given), `${other}@example.cn`))).toEqual(nobody);
    expect(await system.findSignIn(knock('nowhere', `${other}@example.cn`))).toEqual(nobody);
  });
});

describe('a slug', () => {
  test('leads to its tenant, without an answer where none was kept under the key', async () => {
    await keepAnswer(1, { caller: given.userId, key: 'k' });
    expect(await system.findSlug(await slugOf(given), 'k')).toEqual({
      tenantId: given.tenantId,
      fingerprint: null,
      status: expect.any(Number),
      headers: null,
      body: null,
    });
    expect(await system.findSlug('nowhere', 'k')).toBeUndefined();
  });

  test('leads to the first answer to the sign-up that took it', async () => {
    await keepAnswer(1, { key: 'k' });
    expect(await system.findSlug(await slugOf(given), 'k')).toEqual({
      tenantId: given.tenantId,
      fingerprint: 'print',
      status: 201,
      headers: '{}',
      body: '{"id":1}',
    });
  });
});

describe('clean-up', () => {
  test('deletes first answers that are older, a page at a time, and tells how many', async () => {
    for (const createdAt of [1, 2, 3, 10, 11]) await keepAnswer(createdAt);
    expect(await system.deleteOldAnswers(10, 2)).toBe(2);
    expect(await system.deleteOldAnswers(10, 2)).toBe(1);
    expect(await system.deleteOldAnswers(10, 2)).toBe(0);
    const left = await database.execute('SELECT created_at FROM idempotency ORDER BY 1');
    expect(left.map((row) => row.created_at)).toEqual([10, 11]);
  });

  test('deletes refresh tokens that ended before, a page at a time, and tells how many', async () => {
    for (const expiresAt of [1, 2, 3, 10, 11]) await keepToken(expiresAt);
    expect(await system.deleteOldRefreshTokens(10, 2)).toBe(2);
    expect(await system.deleteOldRefreshTokens(10, 2)).toBe(1);
    const left = await database.execute('SELECT expires_at FROM refresh_tokens ORDER BY 1');
    expect(left.map((row) => row.expires_at)).toEqual([10, 11]);
  });

  test('does not walk through what is to stay', async () => {
    for (let createdAt = 1; createdAt <= 40; createdAt += 1) await keepAnswer(createdAt);
    await system.deleteOldAnswers(3, 100);
    const [cost] = database.measured();
    expect(cost).toMatchObject({ fullScanSteps: 0, sorts: 0 });
  });
});

test('access to one tenant goes over the same connection', async () => {
  const store = system.forTenant(given.tenantId, given.userId);
  expect(store.spent).toBe(system.spent);
});
