import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Send } from './bounded-fetch.ts';
import { createOidcClient, type OidcClient } from './client.ts';
import { OidcFault } from './fault.ts';

type Answer = () => Response | Promise<Response>;

const issuer = 'https://login.example.cn';
const now = Date.UTC(2026, 2, 2);
let privateKey: CryptoKey;
let publicKeys: object;
/** What the provider answers, by path. */
let answers: Record<string, Answer>;
/** The paths that were asked for, in order. */
let asked: string[];
let client: OidcClient;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  privateKey = pair.privateKey;
  publicKeys = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1' }] };
});

const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/authorize?tenant=1`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  id_token_signing_alg_values_supported: ['ES256'],
};

const right = { sub: 'u-17', nonce: 'n', email: 'li.na@example.cn' };

async function tokens(claims: object, header: { alg: string; kid?: string } = { alg: 'ES256', kid: 'k1' }) {
  const seconds = Math.floor(Date.now() / 1000);
  const whole = { iss: issuer, aud: 'keyline', iat: seconds, exp: seconds + 60, ...claims };
  const idToken = await new SignJWT(whole).setProtectedHeader(header).sign(privateKey);
  return Response.json({ access_token: 'a', token_type: 'Bearer', id_token: idToken });
}

const send: Send = async ({ url }) => {
  const { origin, pathname } = new URL(url);
  asked.push(pathname);
  const answer = origin === issuer ? answers[pathname] : undefined;
  if (answer === undefined) throw new TypeError('fetch failed');
  return answer();
};

beforeEach(() => {
  asked = [];
  answers = {
    '/.well-known/openid-configuration': () => Response.json(metadata),
    '/keys': () => Response.json(publicKeys),
    '/token': () => tokens(right),
  };
  client = createOidcClient({ send, allowHttp: false, limits: { timeoutMs: 50, bytes: 4096 } });
});

const provider = { issuer, clientId: 'keyline', clientSecret: null };
const common = { redirectUri: 'https://crm.example.cn/', nonce: 'n', verifier: 'v'.repeat(43) };

function begin(at = now) {
  const parts = { provider, scopes: ['email'], state: 's', ...common };
  return client.authorizationUrl(parts, at);
}

function claims(fields: object = {}) {
  return client.claimsOf(
    { provider, code: 'c', iss: undefined, wanted: ['email'], ...common, ...fields },
    now,
  );
}

/** The kind and the reason of the fault. */
async function faultOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(OidcFault);
  return error instanceof OidcFault ? `${error.kind} ${error.reason}` : '';
}

test('what the provider says is told when all of it is right', async () => {
  expect(await claims()).toMatchObject(right);
});

test('a description is read once in ten minutes, and keys as often as a description', async () => {
  const url = new URL(await begin());
  expect([url.searchParams.get('tenant'), url.searchParams.get('scope')]).toEqual(['1', 'openid email']);
  await begin(now + 599_999);
  await claims();
  await claims();
  expect(asked).toEqual(['/.well-known/openid-configuration', '/token', '/keys', '/token']);
  await begin(now + 600_000);
  expect(asked.at(-1)).toBe('/.well-known/openid-configuration');
});

test('a failed description is not remembered', async () => {
  const { '/.well-known/openid-configuration': usual } = answers;
  answers['/.well-known/openid-configuration'] = () => new Response('Oops', { status: 500 });
  expect(await faultOf(begin())).toBe('unavailable status_500');
  answers = { ...answers, ...(usual && { '/.well-known/openid-configuration': usual }) };
  expect(await begin()).toMatch(/^https:/);
});

describe('a provider is away', () => {
  test.each<[string, string, Answer]>([
    ['says so', 'status_503', () => new Response(null, { status: 503 })],
    ['has enough of us', 'status_429', () => new Response(null, { status: 429 })],
    ['cannot be reached', 'network', () => Promise.reject(new TypeError('fetch failed'))],
    ['does not answer', 'timeout', () => new Promise<Response>(() => undefined)],
    ['does not come to an end', 'timeout', () => new Response(new ReadableStream())],
    ['does not stop', 'answer_too_large', () => new Response('x'.repeat(4097))],
  ])('when it %s', async (_, reason, answer) => {
    for (const path of ['/.well-known/openid-configuration', '/keys', '/token']) {
      answers[path] = answer;
      expect(await faultOf(claims()), path).toBe(`unavailable ${reason}`);
      delete answers[path];
      answers = { ...answers, '/.well-known/openid-configuration': () => Response.json(metadata) };
      if (path === '/keys') answers[path] = () => Response.json(publicKeys);
    }
  });
});

describe('a provider is set up wrongly', () => {
  const described =
    (fields: object): Answer =>
    () =>
      Response.json({ ...metadata, ...fields });
  test.each<[string, Answer]>([
    ['calls itself otherwise', described({ issuer: 'https://other.example.cn' })],
    ['has an endpoint without TLS', described({ token_endpoint: 'http://login.example.cn/token' })],
    ['has no keys', described({ jwks_uri: undefined })],
    [
      'describes itself in a page',
      () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }),
    ],
    ['is not there', () => new Response('Nothing here', { status: 404 })],
    ['sends us elsewhere', () => Response.redirect('https://169.254.169.254/', 302)],
  ])('when it %s', async (_, answer) => {
    answers['/.well-known/openid-configuration'] = answer;
    expect(await faultOf(begin())).toMatch(/^misconfigured /);
    expect(asked).toEqual(['/.well-known/openid-configuration']);
  });

  test.each(['invalid_client', 'unauthorized_client'])('when it answers %s', async (error) => {
    answers['/token'] = () => Response.json({ error, error_description: 'secret' }, { status: 400 });
    expect(await faultOf(claims())).toBe(`misconfigured ${error}`);
  });

  test('when it has no TLS and is not spoken to for that', async () => {
    const plain = { ...provider, issuer: 'http://login.example.cn' };
    expect(await faultOf(claims({ provider: plain }))).toMatch(/^misconfigured /);
    expect(asked).toEqual([]);
  });
});

describe('an answer is not believed', () => {
  const past = Math.floor(Date.now() / 1000) - 120;
  test.each<[string, object]>([
    ['of another issuer', { iss: 'https://other.example.cn' }],
    ['for another client', { aud: 'another' }],
    ['for several clients, without saying for whom', { aud: ['keyline', 'another'] }],
    ['for several clients, of which another asked', { aud: ['keyline', 'another'], azp: 'another' }],
    ['for us, of which another asked', { azp: 'another' }],
    ['with another nonce', { nonce: 'm' }],
    ['without a nonce', { nonce: undefined }],
    ['that is over', { exp: past }],
    ['that has no end', { exp: undefined }],
    ['without a subject', { sub: undefined }],
    ['with a subject beyond all measure', { sub: 'u'.repeat(256) }],
  ])('%s', async (_, fields) => {
    answers['/token'] = () => tokens({ ...right, ...fields });
    expect(await faultOf(claims())).toMatch(/^refused /);
  });

  test('that is signed with a key which the provider does not have, nor after asking anew', async () => {
    const { privateKey: strange } = await generateKeyPair('ES256');
    const usual = privateKey;
    privateKey = strange;
    expect(await faultOf(claims())).toMatch(/^refused /);
    privateKey = usual;
    expect(asked.filter((path) => path === '/keys')).toHaveLength(2);
  });

  test('without a signature', async () => {
    const [, payload] = JSON.parse(await (await tokens(right)).text()).id_token.split('.');
    const bare = `${btoa('{"alg":"none"}').replaceAll('=', '')}.${payload}.`;
    answers['/token'] = () => Response.json({ access_token: 'a', token_type: 'Bearer', id_token: bare });
    expect(await faultOf(claims())).toMatch(/^refused /);
  });

  test('without an ID token', async () => {
    answers['/token'] = () => Response.json({ access_token: 'a', token_type: 'Bearer' });
    expect(await faultOf(claims())).toMatch(/^refused /);
  });

  test('about somebody else at the userinfo endpoint', async () => {
    const withInfo = { ...metadata, userinfo_endpoint: `${issuer}/me` };
    answers['/.well-known/openid-configuration'] = () => Response.json(withInfo);
    answers['/me'] = () => Response.json({ sub: 'u-66', groups: ['admins'] });
    expect(await faultOf(claims({ wanted: ['groups'] }))).toMatch(/^refused /);
    answers['/me'] = () => Response.json({ sub: 'u-17', groups: ['agents'], email: 'other@example.cn' });
    expect(await claims({ wanted: ['groups'] })).toMatchObject({ ...right, groups: ['agents'] });
  });
});
