import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Company } from '../testing/given-company.ts';
import { type RealProvider, realProvider, redirectUri } from '../testing/oidc-provider.ts';
import { begin, companyOnNetwork, grantOf, refusal, setUp, wayBack } from '../testing/oidc-sign-in.ts';
import { count, type Json } from '../testing/records.ts';
import { askTokens } from '../testing/sign-in.ts';

let real: RealProvider;
let company: Company;
let provider: Json;
beforeAll(async () => {
  real = await realProvider();
  real.people.set('u-17', { name: '李娜', email: 'li.na@example.cn', email_verified: true });
  real.people.set('u-66', { name: '恶意', email: 'mallory@example.cn', email_verified: true });
});
afterAll(() => real.stop());
beforeEach(async () => {
  company = await companyOnNetwork();
  provider = await setUp(company, real, { signUpUsers: true });
});

/** Somebody else's code under one's own sign-in, and the like: nothing starts and nothing is made. */
async function expectRefused(grant: object, code: string, at: Company = company): Promise<void> {
  const [users, sessions] = [await count(at, 'users'), await count(at, 'sessions')];
  expect(refusal(await askTokens(at, grant))).toBe(code);
  expect([await count(at, 'users'), await count(at, 'sessions')]).toEqual([users, sessions]);
}

describe('what comes back belongs to one sign-in in one browser', () => {
  test('a code is worth nothing in the browser of a victim: no login by a link of somebody else', async () => {
    const attacker = await wayBack(company, real, provider.id, 'u-66');
    const { body: victim } = await begin(company, provider.id);
    await expectRefused({ ...attacker.grant, binding: victim.binding }, '401 auth.oidc_attempt_over');
    const { state, binding } = victim;
    await expectRefused({ ...attacker.grant, state, binding }, '401 auth.oidc_refused');
  });

  test('a stolen code is worth nothing without the binding', async () => {
    const { grant } = await wayBack(company, real, provider.id, 'u-17');
    await expectRefused({ ...grant, binding: '0'.repeat(64) }, '401 auth.oidc_attempt_over');
    await expectRefused({ ...grant, binding: '' }, '401 auth.oidc_attempt_over');
    expect((await askTokens(company, grant)).status).toBe(200);
  });

  test.each([
    ['that nobody gave out', (state: string) => state.replace(/.{4}$/, '0000')],
    ['of another cell', (state: string) => state.replace('_main_', '_east_')],
    ['that is none', () => 'state'],
  ])('a state %s is refused', async (_, change) => {
    const { grant } = await wayBack(company, real, provider.id, 'u-17');
    await expectRefused({ ...grant, state: change(grant.state) }, '401 auth.oidc_attempt_over');
  });

  test('a state cannot be bent to another provider of the tenant', async () => {
    const other = await setUp(company, real, { signUpUsers: true });
    const { grant } = await wayBack(company, real, provider.id, 'u-17');
    const bent = grant.state.replace(provider.id.slice(4), other.id.slice(4));
    await expectRefused({ ...grant, state: bent }, '401 auth.oidc_attempt_over');
  });

  test('an ID token with another nonce is refused', async () => {
    const { body: begun } = await begin(company, provider.id);
    const url = new URL(begun.authorizationUrl);
    url.searchParams.set('nonce', 'another');
    await expectRefused(grantOf(begun, await real.visit(url.href, 'u-17')), '401 auth.oidc_refused');
  });

  test('a code that was asked for with another PKCE challenge is refused', async () => {
    const { body: begun } = await begin(company, provider.id);
    const url = new URL(begun.authorizationUrl);
    url.searchParams.set('code_challenge', 'A'.repeat(43));
    await expectRefused(grantOf(begun, await real.visit(url.href, 'u-17')), '401 auth.oidc_refused');
  });

  test('a code comes with the name of the provider that gave it, as this provider announces', async () => {
    const { grant } = await wayBack(company, real, provider.id, 'u-17');
    const { iss, ...nameless } = grant;
    expect(iss).toBe(real.issuer);
    await expectRefused(nameless, '401 auth.oidc_refused');
    await expectRefused({ ...grant, iss: 'https://login.example.com' }, '401 auth.oidc_refused');
  });
});

describe('a sign-in is good once', () => {
  test('code and attempt are not taken again', async () => {
    const { begun, grant } = await wayBack(company, real, provider.id, 'u-17');
    expect((await askTokens(company, grant)).status).toBe(200);
    await expectRefused(grant, '401 auth.oidc_attempt_over');
    const { body: next } = await begin(company, provider.id);
    await expectRefused({ ...grant, state: next.state, binding: next.binding }, '401 auth.oidc_refused');
    expect(next.binding).not.toBe(begun.binding);
  });

  test('of many requests at once one gets in', async () => {
    const { grant } = await wayBack(company, real, provider.id, 'u-17');
    const sessions = await count(company, 'sessions');
    const answers = await Promise.all(Array.from({ length: 5 }, () => askTokens(company, grant)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(4);
    expect(await count(company, 'sessions')).toBe(sessions + 1);
  });

  test('and one, even with a provider that takes a code many times', async () => {
    const bindings = { IDENTITY_PROVIDERS: { fetch: replayedAnswers() } };
    const careless = await companyOnNetwork({ bindings });
    const { id } = await setUp(careless, real, { signUpUsers: true });
    const { grant } = await wayBack(careless, real, id, 'u-17');
    const answers = await Promise.all(Array.from({ length: 5 }, () => askTokens(careless, grant)));
    expect(answers.map(refusal).sort()).toEqual([
      '200 no problem',
      ...Array.from({ length: 4 }, () => '401 auth.oidc_attempt_over'),
    ]);
    expect(await count(careless, 'users', "email_key = 'li.na@example.cn'")).toBe(1);
  });
});

/** The network, on which the token endpoint answers every repeated request as it answered the first. */
function replayedAnswers() {
  const first = new Map<string, Promise<string>>();
  return async (request: Request) => {
    if (!request.url.endsWith('/token')) return fetch(request);
    const body = await request.clone().text();
    const answer = first.get(body) ?? fetch(request).then((response) => response.text());
    first.set(body, answer);
    return json(await answer);
  };
}

test('an ID token for another client of the same provider is refused, right as all else of it is', async () => {
  const network = { fetch: (request: Request) => fetch(request) };
  company = await companyOnNetwork({
    bindings: { IDENTITY_PROVIDERS: { fetch: (r: Request) => network.fetch(r) } },
  });
  const [ours, theirs] = [
    await setUp(company, real, { signUpUsers: true }),
    await setUp(company, real, { signUpUsers: true, clientId: 'another' }),
  ];
  const { body: begun } = await begin(company, ours.id);
  const nonce = new URL(begun.authorizationUrl).searchParams.get('nonce') ?? '';
  const { body: other } = await begin(company, theirs.id);
  const url = new URL(other.authorizationUrl);
  url.searchParams.set('nonce', nonce);
  let answer = '';
  network.fetch = async (request) => {
    const response = await fetch(request);
    if (request.url.endsWith('/token')) answer = await response.clone().text();
    return response;
  };
  await expectRefused(grantOf(other, await real.visit(url.href, 'u-17')), '401 auth.oidc_refused');
  expect(JSON.parse(answer)).toHaveProperty('id_token');

  const grant = grantOf(begun, await real.visit(begun.authorizationUrl, 'u-17'));
  network.fetch = (request) =>
    request.url.endsWith('/token') ? Promise.resolve(json(answer)) : fetch(request);
  await expectRefused(grant, '401 auth.oidc_refused');
  network.fetch = fetch;
  expect((await askTokens(company, grant)).status).toBe(200);
});

function json(text: string): Response {
  return new Response(text, { headers: { 'Content-Type': 'application/json' } });
}

test('a provider that was disabled or removed, and an address that was taken away, let nobody in', async () => {
  const path = `/v1/identity-providers/${provider.id}`;
  const { grant } = await wayBack(company, real, provider.id, 'u-17');
  const patch = (body: object) => company.admin.request('PATCH', path, { body });
  await patch({ state: 'disabled' });
  await expectRefused(grant, '404 auth.oidc_provider_not_found');
  expect(refusal(await begin(company, provider.id))).toBe('404 auth.oidc_provider_not_found');
  await patch({ state: 'active', redirectUris: ['https://crm.example.cn/elsewhere'] });
  await expectRefused(grant, '404 auth.oidc_provider_not_found');
  expect(refusal(await begin(company, provider.id))).toBe('422 auth.oidc_redirect_not_allowed');
  await company.admin.request('DELETE', path);
  await expectRefused(grant, '404 auth.oidc_provider_not_found');
});

test("another tenant's provider is none of this one", async () => {
  const other = await companyOnNetwork();
  const { id } = await setUp(other, real);
  expect(refusal(await begin(company, id))).toBe('404 auth.oidc_provider_not_found');
  expect(refusal(await begin(company, provider.id, { tenant: 'nobody' }))).toBe(
    '404 auth.oidc_provider_not_found',
  );
});

test.each([`${redirectUri}/`, `${redirectUri}?next=1`, redirectUri.toUpperCase(), 'https://evil.example'])(
  'nobody is sent back to %s, which is not in the list',
  async (elsewhere) => {
    const answer = await begin(company, provider.id, { redirectUri: elsewhere });
    expect(refusal(answer)).toBe('422 auth.oidc_redirect_not_allowed');
    expect(await count(company, 'oidc_attempts')).toBe(0);
  },
);

test('a wrong secret is told as a wrong setting, and nothing of it leaves', async () => {
  const log = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { id } = await setUp(company, real, { clientSecret: 'wrong-secret' });
  const { grant } = await wayBack(company, real, id, 'u-17');
  const answer = await askTokens(company, grant);
  expect(refusal(answer)).toBe('502 auth.oidc_misconfigured');
  expect(JSON.stringify([answer.body, log.mock.calls])).not.toMatch(
    /wrong-secret|invalid client|authentication/,
  );
  expect(log).toHaveBeenCalledWith(expect.objectContaining({ identityProvider: id, kind: 'misconfigured' }));
  log.mockRestore();
});
