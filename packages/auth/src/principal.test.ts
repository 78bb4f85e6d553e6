import { first, tenantStore } from '@keyline/store';
import {
  type GivenTenant,
  givenApiKey,
  givenTenant,
  givenUser,
  insertRow,
  type TestDatabase,
  testDatabase,
} from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { principalById } from './principal.ts';

let database: TestDatabase;
let given: GivenTenant;
beforeEach(async () => {
  database = await testDatabase().fresh();
  given = await givenTenant(database);
});

const asked = ['accounts.read', 'accounts.update', 'contacts.read'];

async function principal(id: string, session = '', tenantId = given.tenantId) {
  const store = tenantStore(database.config, tenantId, id);
  const bound = principalById.bind({ session, permissions: JSON.stringify(asked) });
  return (await store.read({ row: first(bound) })).row;
}

test('a user is known with his session and his tenant', async () => {
  expect(await principal(given.userId, given.sessionId)).toEqual({
    id: given.userId,
    kind: 'user',
    userId: given.userId,
    partnerId: null,
    status: 'active',
    tenantStatus: 'active',
    partnerState: null,
    timeZone: 'Asia/Shanghai',
    sessionLives: true,
    secretHash: null,
    formerSecretHash: null,
    overlapEndsAt: null,
    expiresAt: null,
    revokedAt: null,
    ips: null,
    held: [],
  });
});

test('a session that has ended, of somebody else, or that is none, does not live', async () => {
  const other = await givenUser(database, given.tenantId);
  expect((await principal(given.userId, other.sessionId))?.sessionLives).toBe(false);
  expect((await principal(given.userId, 'ses_1'))?.sessionLives).toBe(false);
  await database.execute('UPDATE sessions SET ended_at = 1');
  expect((await principal(given.userId, given.sessionId))?.sessionLives).toBe(false);
});

test('a key is known with its limits', async () => {
  const { keyId } = await givenApiKey(database, given.tenantId, ['accounts.read']);
  await database.execute(
    `UPDATE api_keys SET former_secret_hash = 'ab', overlap_ends_at = 6, expires_at = 5, revoked_at = 7, ips = '["192.0.2.1"]'`,
  );
  expect(await principal(keyId)).toMatchObject({
    kind: 'api_key',
    userId: null,
    sessionLives: false,
    secretHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    formerSecretHash: 'ab',
    overlapEndsAt: 6,
    expiresAt: 5,
    revokedAt: 7,
    ips: ['192.0.2.1'],
    held: ['accounts.read'],
  });
});

test('held is what was asked for and any role gives, each once, in whatever scope', async () => {
  const { userId } = await givenUser(database, given.tenantId, {
    permissions: ['accounts.read', 'contacts.read', 'org_units.write'],
    scope: 'own',
  });
  const tenant_id = given.tenantId;
  const [own] = await database.execute('SELECT role_id FROM principal_roles WHERE principal_id = ?', [
    userId,
  ]);
  const further = await givenUser(database, tenant_id, { permissions: ['accounts.read', 'accounts.update'] });
  const [role] = await database.execute('SELECT role_id FROM principal_roles WHERE principal_id = ?', [
    further.userId,
  ]);
  await insertRow(database, 'principal_roles', {
    tenant_id,
    principal_id: userId,
    role_id: String(role?.role_id),
    scope: 'tenant',
  });
  await insertRow(database, 'principal_roles', {
    tenant_id,
    principal_id: userId,
    role_id: String(own?.role_id),
    scope: 'tenant',
  });
  expect((await principal(userId))?.held.sort()).toEqual(asked);
  expect((await principal(further.userId))?.held.sort()).toEqual(['accounts.read', 'accounts.update']);
});

test('nobody is known in another tenant', async () => {
  const other = await givenTenant(database);
  expect(await principal(given.userId, given.sessionId, other.tenantId)).toBeUndefined();
  expect(await principal('usr_1')).toBeUndefined();
});
