import type { Operation } from '@keyline/http';
import { asText, connect, statement, tenant } from '@keyline/store';
import { changesBetween, contentsOf } from '@keyline/testkit';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type Belongings, belongingsOf, shownBy } from '../support/belongings.ts';
import { exchangeFindings } from '../support/exchange-findings.ts';
import { fixtureWith, handledBy } from '../support/fixture/surface.ts';
import { getUnit } from '../support/fixture/units.ts';
import { expectNone } from '../support/rule.ts';
import { mountedOf, productSurface } from '../support/surface.ts';
import { openWorld, type World } from '../support/world.ts';
import { populate } from './populate.ts';
import { mountedAttempts, samplePath, strangerFindings } from './strangers.ts';

/** What answers to somebody without credentials, and why. Nothing else may. */
const open: Readonly<Record<string, string>> = {
  createTenant:
    'Nobody can have signed in before there is a tenant; closed by configuration where it is not wanted.',
  acceptInvitation: 'Who was invited comes with his link, and with nothing else.',
  requestPasswordReset: 'Who forgot his password cannot sign in; what it answers never tells anything.',
  confirmPasswordReset: 'By the link that only the person has.',
  issueToken: 'How a stranger becomes a caller: by a password, a refresh token, or an identity provider.',
  listSignInProviders: 'A sign-in page shows what there is to sign in by, before anybody is known.',
  startOidcSignIn: 'How a stranger sets out to become a caller: by an identity provider of the tenant.',
  getJwks: 'Public keys are public: whoever gets a token checks it with them.',
};

// Every operation runs before the first test, and every path is tried in one.
vi.setConfig({ testTimeout: 120_000 });

const surface = await productSurface();
let prepared: Promise<{ world: World; belongings: Belongings }> | undefined;

/** One tenant with everything, whose belongings nobody may see. */
function setting() {
  prepared ??= openWorld(surface).then(async (world) => {
    await populate(world, world.home);
    return { world, belongings: belongingsOf(await contentsOf(world.database), world.home.tenantId) };
  });
  return prepared;
}

test('exactly the listed operations are open', () => {
  const anonymous = surface.mounted.filter(({ operation }) => operation.permission === 'anonymous');
  expect(anonymous.map(({ operation }) => operation.id).sort()).toEqual(Object.keys(open).sort());
});

test('a stranger gets nothing from any mounted path with any method', async () => {
  const { world, belongings } = await setting();
  const before = await contentsOf(world.database);
  const attempts = mountedAttempts(world, ({ id }) => id in open);
  expect(attempts.length).toBeGreaterThan(surface.mounted.length);
  const earlier = world.exchanges.length;
  expectNone(await strangerFindings(world, attempts, belongings));
  expectNone(exchangeFindings(surface, world.exchanges.slice(earlier)));
  expectNone(changesBetween(before, await contentsOf(world.database)));
});

test('a stranger gets nothing from the real paths of real records', async () => {
  const { world, belongings } = await setting();
  const real = world.exchanges.flatMap(({ operation, method, path }) => {
    const domain = surface.mounted.find((one) => one.operation === operation)?.domain;
    return domain === undefined || operation === undefined || operation.id in open
      ? []
      : [{ domain, method, path }];
  });
  const once = [...new Map(real.map((attempt) => [`${attempt.method} ${attempt.path}`, attempt])).values()];
  expect(once.length).toBeGreaterThan(surface.mounted.length);
  expectNone(await strangerFindings(world, once, belongings));
});

const segment = fc.constantFrom(
  ...[
    '',
    '.',
    '..',
    '%2e%2e',
    '%2f',
    '%00',
    ';',
    '*',
    ':id',
    'admin',
    'v1',
    'V1',
    'healthz',
    'debug',
    'accounts',
  ],
  ...['null', '__proto__', "' OR 1=1", '🀄', '.env', 'openapi.json', 'accounts.json', 'accounts;a=b'],
);

test('a stranger gets nothing from paths that nobody mounted', async () => {
  const { world, belongings } = await setting();
  const before = await contentsOf(world.database);
  const openPaths = surface.mounted
    .filter(({ operation }) => operation.id in open)
    .map(({ operation }) => operation.path);
  const known = surface.mounted.map(({ operation }) => samplePath(operation));
  const path = fc
    .tuple(fc.constantFrom('/', ...known), fc.array(segment, { minLength: 1, maxLength: 3 }), fc.nat(6))
    .map(([start, added, place]) => {
      const segments = start.split('/');
      return segments.toSpliced(1 + (place % segments.length), place % 2, ...added).join('/');
    })
    .filter((made) => made.startsWith('/') && !made.startsWith('//'))
    .filter((made) => ![...openPaths, '/healthz'].includes(new URL(made, 'https://keyline.test').pathname));
  const domain = fc.constantFrom(...surface.domains);
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS');
  const attempts = fc.sample(fc.record({ domain, method, path }), { numRuns: 400, seed: 20260302 });
  expectNone(await strangerFindings(world, attempts, belongings));
  expectNone(changesBetween(before, await contentsOf(world.database)));
});

test('an open operation shows a stranger nothing of a tenant', async () => {
  const { world, belongings } = await setting();
  const { slug } = world.home;
  const guesses = [
    { grantType: 'password', tenant: slug, email: 'zhao.min@example.cn', password: 'a wrong guess' },
    { grantType: 'refresh_token', refreshToken: `kr_main_${world.home.sessionId}` },
  ];
  const { operation } = mountedOf(surface, 'issueToken');
  for (const body of guesses) {
    const exchange = await world.ask(operation, { body });
    expect(exchange.answer.status).toBe(401);
    expect(shownBy(exchange, belongings)).toEqual([]);
  }
});

async function fixtureFindings(broken: Operation): Promise<string> {
  const { surface } = fixtureWith(broken);
  const world = await openWorld(surface);
  await populate(world, world.home);
  const belongings = belongingsOf(await contentsOf(world.database), world.home.tenantId);
  return (
    await strangerFindings(
      world,
      mountedAttempts(world, () => false),
      belongings,
    )
  ).join('\n');
}

test('the guard: operations that let no stranger in pass', async () => {
  expect(await fixtureFindings(getUnit)).toBe('');
});

test('the guard bites: an operation that lets anybody in', async () => {
  const unguarded = handledBy(getUnit, async () => Response.json({ id: 'org_1' }));
  expect(await fixtureFindings(unguarded)).toMatch(
    /GET \/v1\/fixture-units\/org_\w+ with nothing: is answered 200/,
  );
});

test('the guard bites: an operation that believes a header', async () => {
  const believing = handledBy(getUnit, async (incoming, usual) =>
    incoming.request.headers.has('X-User-Id') ? Response.json({ id: 'org_1' }) : usual(incoming),
  );
  expect(await fixtureFindings(believing)).toMatch(/with headers that an edge might set: is answered 200/);
});

test('the guard bites: a refusal that names what it guards', async () => {
  const telling = handledBy(getUnit, async (incoming, usual) => {
    if (incoming.request.headers.has('Authorization')) return usual(incoming);
    const names = statement({
      row: { name: asText },
      sql: sql`SELECT name FROM org_units WHERE tenant_id <> ${tenant}`,
    });
    const [result] = await connect(incoming.runtime.database).trip('read', [names.bind({})], { tenant: '' });
    const headers = { 'Content-Type': 'application/problem+json' };
    return Response.json({ detail: result?.rows.map(({ name }) => name) }, { status: 404, headers });
  });
  expect(await fixtureFindings(telling)).toMatch(/shows home 分公司/);
});
