import { newId } from '@keyline/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from './api-keys.ts';
import { actorOf, type Credential, credentialOf } from './caller.ts';
import { generateSigningKey } from './jwks.ts';
import type { PrincipalRow } from './principal.ts';
import { createTokenVerifier, signAccessToken, type TokenVerifier, tokenIssuer } from './tokens.ts';

const nowMs = Date.UTC(2026, 2, 2, 1, 30);
const [tenantId, userId, sessionId, keyId] = [
  newId('tenant'),
  newId('user'),
  newId('session'),
  newId('api_key'),
];
let verifier: TokenVerifier;
let tokenOf: (cell: string) => Promise<string>;

beforeAll(async () => {
  const { privateJwk, publicJwk } = await generateSigningKey();
  verifier = createTokenVerifier(JSON.stringify({ keys: [publicJwk] }), { issuer: tokenIssuer });
  tokenOf = (cell) =>
    signAccessToken(
      JSON.stringify(privateJwk),
      { sub: userId, ten: tenantId, sid: sessionId, cell },
      { issuer: tokenIssuer, nowSeconds: nowMs / 1000, ttlSeconds: 600 },
    );
});

const keyIn = (cell: string) => createApiKey({ cell, tenantId, keyId });

describe('a header', () => {
  const read = (header: string | null, at = nowMs) =>
    credentialOf(header, { cell: 'main', verifier, nowMs: at });

  test('with an access token says who asks', async () => {
    const credential = { kind: 'token', tenantId, principalId: userId, sessionId };
    expect(await read(`Bearer ${await tokenOf('main')}`)).toEqual(credential);
    expect(await read(`bearer   ${await tokenOf('main')}`)).toEqual(credential);
  });

  test('with an API key says who claims to ask, and by what secret', async () => {
    const { key } = keyIn('main');
    const secret = key.slice(-64);
    expect(await read(`Bearer ${key}`)).toEqual({ kind: 'key', tenantId, principalId: keyId, secret });
  });

  test('of another cell says nothing here', async () => {
    expect(await read(`Bearer ${keyIn('east').key}`)).toBeUndefined();
    expect(await read(`Bearer ${await tokenOf('east')}`)).toBeUndefined();
  });

  test('with a token that has ended, or is not signed by us, says nothing', async () => {
    const token = await tokenOf('main');
    expect(await read(`Bearer ${token}`, nowMs + 600_000)).toBeUndefined();
    expect(await read(`Bearer ${token.slice(0, -6)}AAAAAA`)).toBeUndefined();
  });

  test.each([
    null,
    '',
    'Bearer',
    'Bearer ',
    'Basic a',
    'Bearer a b',
    'kl_main_a',
    'Bearer kl_main_a',
    'XBearer a',
  ])('%j says nothing', async (header) => {
    expect(await read(header)).toBeUndefined();
  });
});

const user: PrincipalRow = {
  id: userId,
  kind: 'user',
  userId,
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
  held: ['accounts.read'],
};
const made = keyIn('main');
const apiKey: PrincipalRow = {
  ...user,
  id: keyId,
  kind: 'api_key',
  userId: null,
  sessionLives: false,
  secretHash: made.secretHash,
};
const byToken: Credential = { kind: 'token', tenantId, principalId: userId, sessionId };
const byKey: Credential = { kind: 'key', tenantId, principalId: keyId, secret: made.key.slice(-64) };
const context = { nowMs, address: '192.0.2.10' };

describe('what the database knows', () => {
  test('bears out the token of a session that lives', async () => {
    expect(await actorOf(byToken, user, context)).toEqual({
      type: 'user',
      id: userId,
      tenantId,
      userId,
      partnerId: null,
      sessionId,
      timeZone: 'Asia/Shanghai',
      permissions: new Set(['accounts.read']),
    });
  });

  test('bears out the secret of a key', async () => {
    const partner = { ...apiKey, partnerId: 'par_1', partnerState: 'active' };
    expect(await actorOf(byKey, partner, context)).toMatchObject({
      type: 'api_key',
      sessionId: null,
      partnerId: 'par_1',
    });
  });

  test.each<[string, Credential, PrincipalRow | undefined]>([
    ['a principal who is not there', byToken, undefined],
    ['a blocked user', byToken, { ...user, status: 'blocked' }],
    ['a blocked key', byKey, { ...apiKey, status: 'blocked' }],
    ['a key of a suspended partner', byKey, { ...apiKey, partnerId: 'par_1', partnerState: 'suspended' }],
    ['a user of a suspended tenant', byToken, { ...user, tenantStatus: 'suspended' }],
    ['a key of a suspended tenant', byKey, { ...apiKey, tenantStatus: 'suspended' }],
    ['a session that has ended', byToken, { ...user, sessionLives: false }],
    ['a token in the name of a key', byToken, { ...apiKey, sessionLives: true }],
    ['a key in the name of a user', byKey, { ...user, secretHash: made.secretHash }],
    ['a revoked key', byKey, { ...apiKey, revokedAt: nowMs - 1 }],
    ['a key revoked as of a later business time', byKey, { ...apiKey, revokedAt: nowMs + 1 }],
    ['a key that ends now', byKey, { ...apiKey, expiresAt: nowMs }],
    ['a key without a hash', byKey, { ...apiKey, secretHash: null }],
    ['another secret', { ...byKey, secret: '0'.repeat(64) } as Credential, apiKey],
  ])('does not bear out %s', async (_, credential, row) => {
    expect(await actorOf(credential, row, context)).toBeUndefined();
  });

  test('bears out a key until it ends', async () => {
    expect(await actorOf(byKey, { ...apiKey, expiresAt: nowMs + 1 }, context)).toBeDefined();
  });

  test('bears out the former secret of a rotated key until the overlap ends', async () => {
    const rotated = { ...apiKey, secretHash: keyIn('main').secretHash, formerSecretHash: made.secretHash };
    const until = async (overlapEndsAt: number | null) =>
      (await actorOf(byKey, { ...rotated, overlapEndsAt }, context)) !== undefined;
    expect(await Promise.all([until(nowMs + 1), until(nowMs), until(null)])).toEqual([true, false, false]);
    const revoked = { ...rotated, overlapEndsAt: nowMs + 1, revokedAt: nowMs };
    expect(await actorOf(byKey, revoked, context)).toBeUndefined();
  });

  test.each<[string[], string | null, boolean]>([
    [['192.0.2.0/24'], '192.0.2.77', true],
    [['192.0.2.0/24'], '192.0.3.1', false],
    [['192.0.2.0/24'], '::ffff:192.0.2.77', true],
    [['198.51.100.1', '2001:db8::/32'], '2001:db8:7::1', true],
    [['2001:db8::/32'], '2001:db9::1', false],
    [['::/0'], '192.0.2.1', false],
    [['nonsense'], 'nonsense', false],
    [['192.0.2.10'], '192.0.2.10', true],
    [['192.0.2.10'], '192.0.2.1', false],
    [['192.0.2.10'], null, false],
    [['192.0.2.1', '2001:DB8:0:0:0:0:0:1'], '2001:db8::1', true],
    [['2001:db8::1'], '2001:0db8::0001', true],
    [['2001:db8::1'], '2001:db8::2', false],
    [['192.0.2.10'], '192.0.2.10]/#', false],
  ])('a key for %j is %j good: %j', async (ips, address, good) => {
    const actor = await actorOf(byKey, { ...apiKey, ips }, { nowMs, address });
    expect(actor !== undefined).toBe(good);
  });
});
