import { type Domain, publicQuery, query } from '@keyline/http';
import { tenants } from '@keyline/schema';
import { columns, first, statement, tenant } from '@keyline/store';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { beforeEach, expect, test } from 'vitest';
import { createTestClock } from './clock.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type GivenTenant, givenTenant } from './given-tenant.ts';
import { accessTokenFor } from './signing-key.ts';
import { type WorkerOptions, workerUnderTest } from './worker-under-test.ts';

const row = { name: tenants.name };
const own = statement({
  row,
  sql: sql`SELECT ${columns(row)} FROM ${tenants} WHERE ${tenants.tenantId} = ${tenant} AND ${tenants.id} = ${tenant}`,
});

const ran: number[] = [];
const domain: Domain = {
  name: 'tenants',
  operations: [
    query({
      id: 'getOwnTenant',
      path: '/v1/own-tenant',
      tag: 'tenants',
      summary: 'The tenant of the caller',
      permission: null,
      answer: { schema: v.object({ name: v.string() }), description: 'The tenant' },
      load: () => ({ own: first(own.bind({})) }),
      view: ({ loaded }) => ({ body: loaded.own }),
    }),
    publicQuery({
      id: 'getKeys',
      path: '/v1/keys',
      tag: 'tenants',
      summary: 'The private key, which a real Worker would keep',
      answer: { schema: v.unknown(), description: 'The binding' },
      view: (runtime) => runtime.env.TOKEN_PRIVATE_KEY,
      maxAge: 1,
    }),
  ],
  jobs: [{ name: 'note', run: async ({ now }) => void ran.push(now) }],
  reactions: [],
  env: { TOKEN_PRIVATE_KEY: v.string() },
};

let database: TestDatabase;
let given: GivenTenant;
beforeEach(async () => {
  database = await testDatabase().fresh();
  given = await givenTenant(database);
});

async function signedIn(options?: WorkerOptions) {
  const worker = await workerUnderTest(domain, database, options);
  const token = await accessTokenFor({ sub: given.userId, ten: given.tenantId, sid: given.sessionId });
  return { worker, token };
}

test('a signed-in request goes through the Worker to the database and back', async () => {
  const { worker, token } = await signedIn();
  const answer = await worker.request<{ name: string }>('GET', '/v1/own-tenant', { token });
  expect(answer).toMatchObject({ status: 200, trips: 1 });
  expect(answer.body.name).toMatch(/^Tenant /);
});

test('a request without a token is a stranger, and makes no trip', async () => {
  const { worker } = await signedIn();
  const answer = await worker.request('GET', '/v1/own-tenant');
  expect(answer).toMatchObject({ status: 401, trips: 0, body: { code: 'request.not_authenticated' } });
});

test('tokens age by the clock that is given', async () => {
  const clock = createTestClock(Date.now());
  const { worker, token } = await signedIn({ clock });
  expect((await worker.request('GET', '/v1/own-tenant', { token })).status).toBe(200);
  clock.advance(601_000);
  expect((await worker.request('GET', '/v1/own-tenant', { token })).status).toBe(401);
});

test('own bindings of the domain are there, and a test may give others', async () => {
  const { worker } = await signedIn({ bindings: { TOKEN_PRIVATE_KEY: 'another' } });
  expect((await worker.request('GET', '/v1/keys')).body).toBe('another');
});

test('the cron runs the jobs at its own time', async () => {
  const { worker } = await signedIn();
  await worker.scheduled(Date.UTC(2026, 0, 1));
  expect(ran).toEqual([Date.UTC(2026, 0, 1)]);
});
