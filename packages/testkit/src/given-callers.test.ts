import { type Domain, query } from '@keyline/http';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { testDatabase } from './database.ts';
import { givenApiKey, givenUser } from './given-callers.ts';
import { givenTenant } from './given-tenant.ts';
import { insertRow } from './insert-row.ts';
import { workerUnderTest } from './worker-under-test.ts';

const domain: Domain = {
  name: 'gate',
  jobs: [],
  reactions: [],
  operations: [
    query({
      id: 'pass',
      path: '/v1/gate',
      tag: 'gate',
      summary: 'Pass the gate',
      permission: 'gate.pass',
      answer: { schema: v.object({ caller: v.string() }), description: 'Who passed' },
      load: () => ({}),
      view: ({ actor }) => ({ body: { caller: actor.id } }),
    }),
  ],
};

async function gate() {
  const database = await testDatabase().fresh();
  const { tenantId } = await givenTenant(database);
  const worker = await workerUnderTest(domain, database);
  return { database, tenantId, pass: (token: string) => worker.request('GET', '/v1/gate', { token }) };
}

test('a user may do what it was given', async () => {
  const { database, tenantId, pass } = await gate();
  const { userId, token } = await givenUser(database, tenantId, { permissions: ['gate.pass'] });
  expect(await pass(token)).toMatchObject({ status: 200, body: { caller: userId } });
});

test('a user without rights is known, and may do nothing', async () => {
  const { database, tenantId, pass } = await gate();
  expect((await pass((await givenUser(database, tenantId)).token)).status).toBe(403);
});

test('a key has its permissions and no others', async () => {
  const { database, tenantId, pass } = await gate();
  const right = await givenApiKey(database, tenantId, ['gate.pass']);
  const wrong = await givenApiKey(database, tenantId, ['gate.close']);
  expect(await pass(right.token)).toMatchObject({ status: 200, body: { caller: right.keyId } });
  expect((await pass(wrong.token)).status).toBe(403);
});

test('a role can be limited to a unit', async () => {
  const { database, tenantId } = await gate();
  const unit = { version: 1, created_at: 0, updated_at: 0, created_by: 'test' };
  await insertRow(database, 'org_units', {
    ...unit,
    tenant_id: tenantId,
    id: 'org_1',
    kind: 'branch',
    name: '高新',
    path: 'org_1/',
  });
  const rights = { permissions: ['gate.pass'], scope: 'unit', orgUnitId: 'org_1' } as const;
  const { userId } = await givenUser(database, tenantId, rights);
  expect(
    await database.execute('SELECT scope, org_unit_id FROM principal_roles WHERE principal_id = ?', [userId]),
  ).toMatchObject([{ scope: 'unit', org_unit_id: 'org_1' }]);
});
