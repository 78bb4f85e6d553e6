import { newId } from '@keyline/kernel';
import { base64url, decodeJwt, decodeProtectedHeader, importJWK, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { generateSigningKey } from './jwks.ts';
import { createTokenVerifier, MAX_TOKEN_SECONDS, signAccessToken } from './tokens.ts';

const NOW = 1_800_000_000;
const ISSUER = 'https://keyline.example';
const identity = { sub: newId('user'), ten: newId('tenant'), cell: 'main', sid: newId('session') };

const ours = await generateSigningKey();
const former = await generateSigningKey();
const stranger = await generateSigningKey();
const jwks = JSON.stringify({ keys: [ours.publicJwk, former.publicJwk] });

const sign = (jwk = ours.privateJwk, ttlSeconds = 300) =>
  signAccessToken(JSON.stringify(jwk), identity, { issuer: ISSUER, nowSeconds: NOW, ttlSeconds });
const verify = (token: string, nowSeconds = NOW) =>
  createTokenVerifier(jwks, { issuer: ISSUER }).verify(token, nowSeconds);

/** A token signed with our own key that differs from a right one as told. */
async function forged(header: Record<string, unknown>, changes: JWTPayload = {}, jwk = ours.privateJwk) {
  const claims = { ...identity, iss: ISSUER, aud: 'keyline', iat: NOW, exp: NOW + 300, ...changes };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid, typ: 'at+jwt', ...header })
    .sign(await importJWK(jwk, 'EdDSA'));
}

const segment = (value: unknown) => base64url.encode(JSON.stringify(value));

describe('a signed token', () => {
  test('tells whom it speaks for, and no more', async () => {
    const token = await sign();
    expect(await verify(token)).toEqual({ ok: true, identity });
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', kid: ours.publicJwk.kid, typ: 'at+jwt' });
    expect(decodeJwt(token)).toEqual({ ...identity, iss: ISSUER, aud: 'keyline', iat: NOW, exp: NOW + 300 });
  });

  test('is good by each key of the set, so that keys can be exchanged', async () => {
    expect(await verify(await sign(former.privateJwk))).toMatchObject({ ok: true });
  });

  test('is good until the second of its end', async () => {
    const token = await sign();
    expect(await verify(token, NOW + 299)).toMatchObject({ ok: true });
    expect(await verify(token, NOW + 300)).toEqual({ ok: false, reason: 'expired' });
  });

  test.each([0, -1, 1.5, Number.NaN, MAX_TOKEN_SECONDS + 1])('cannot live %d seconds', async (ttlSeconds) => {
    await expect(sign(ours.privateJwk, ttlSeconds)).rejects.toThrow(RangeError);
  });

  test('needs a private key', async () => {
    const publicOnly = JSON.stringify(ours.publicJwk);
    const signing = signAccessToken(publicOnly, identity, {
      issuer: ISSUER,
      nowSeconds: NOW,
      ttlSeconds: 60,
    });
    await expect(signing).rejects.toThrow(/^Private token key: not the expected Ed25519 JWK at d/);
  });
});

describe('a forged token is refused', () => {
  test('alg none', async () => {
    const [, claims] = (await sign()).split('.');
    for (const alg of ['none', 'None', '']) {
      const header = segment({ alg, kid: ours.publicJwk.kid, typ: 'at+jwt' });
      expect(await verify(`${header}.${claims}.`)).toMatchObject({ ok: false });
    }
  });

  test.each([
    ['the JWK set', jwks],
    ['the JWK', JSON.stringify(ours.publicJwk)],
    ['the raw public key', ours.publicJwk.x],
  ])('HS256 with %s as its secret', async (_what, text) => {
    for (const secret of [new TextEncoder().encode(text), base64url.decode(text.replace(/[^\w-]/g, ''))]) {
      const token = await new SignJWT({ ...identity, iss: ISSUER, aud: 'keyline', exp: NOW + 300 })
        .setProtectedHeader({ alg: 'HS256', kid: ours.publicJwk.kid, typ: 'at+jwt' })
        .sign(secret);
      expect(await verify(token)).toEqual({ ok: false, reason: 'wrong_algorithm' });
    }
  });

  test('another algorithm name for the same key', async () => {
    const token = await new SignJWT({ ...identity, iss: ISSUER, aud: 'keyline', exp: NOW + 300 })
      .setProtectedHeader({ alg: 'Ed25519', kid: ours.publicJwk.kid, typ: 'at+jwt' })
      .sign(await importJWK(ours.privateJwk, 'Ed25519'));
    expect(await verify(token)).toEqual({ ok: false, reason: 'wrong_algorithm' });
  });

  test('a key of a stranger, under its own name or under ours', async () => {
    expect(await verify(await sign(stranger.privateJwk))).toEqual({ ok: false, reason: 'unknown_key' });
    const underOurs = await forged({ kid: ours.publicJwk.kid }, {}, stranger.privateJwk);
    expect(await verify(underOurs)).toEqual({ ok: false, reason: 'bad_signature' });
    const underFormer = await forged({ kid: former.publicJwk.kid });
    expect(await verify(underFormer)).toEqual({ ok: false, reason: 'bad_signature' });
  });

  test.each([[undefined], [''], ['__proto__'], [7], [null]])('the key id %j', async (kid) => {
    expect(await verify(await forged({ kid }))).toEqual({ ok: false, reason: 'unknown_key' });
  });

  test('a key or the address of a key in its own header', async () => {
    const { publicJwk } = stranger;
    const jku = 'https://stranger.example/jwks.json';
    for (const kid of [undefined, stranger.publicJwk.kid]) {
      const token = await forged({ kid, jwk: publicJwk, jku, x5u: jku }, {}, stranger.privateJwk);
      expect(await verify(token)).toEqual({ ok: false, reason: 'unknown_key' });
    }
    const underOurs = await forged({ kid: ours.publicJwk.kid, jwk: publicJwk }, {}, stranger.privateJwk);
    expect(await verify(underOurs)).toEqual({ ok: false, reason: 'bad_signature' });
  });

  test.each([
    ['another issuer', { iss: 'https://other.example' }],
    ['our issuer among others', { iss: [ISSUER] as unknown as string }],
    ['no issuer', { iss: undefined }],
    ['another audience', { aud: 'other' }],
    ['no audience', { aud: undefined }],
    ['no end', { exp: undefined }],
    ['an end in words', { exp: '2099-01-01' as unknown as number }],
    ['a beginning to come', { nbf: NOW + 60 }],
    ['no user', { sub: undefined }],
    ['a user that is none', { sub: newId('tenant') }],
    ['no tenant', { ten: undefined }],
    ['a tenant that is none', { ten: 'ten_1' }],
    ['a cell that is none', { cell: '../main' }],
    ['no session', { sid: undefined }],
  ] as [string, JWTPayload][])('%s', async (_what, changes) => {
    expect(await verify(await forged({}, changes))).toEqual({ ok: false, reason: 'wrong_claims' });
  });

  test.each([['JWT'], ['jwt'], ['logout+jwt'], [undefined]])('the type %s', async (typ) => {
    expect(await verify(await forged({ typ }))).toEqual({ ok: false, reason: 'wrong_claims' });
  });

  test('one changed claim under the old signature', async () => {
    const [header, claims = '', signature] = (await sign()).split('.');
    const changed = segment({
      ...JSON.parse(new TextDecoder().decode(base64url.decode(claims))),
      ten: newId('tenant'),
    });
    expect(await verify(`${header}.${changed}.${signature}`)).toEqual({ ok: false, reason: 'bad_signature' });
  });

  test('more than 2,048 characters, before any work is done on them', async () => {
    expect(await verify(await forged({}, { note: 'a'.repeat(2_000) }))).toEqual({
      ok: false,
      reason: 'malformed',
    });
    expect(await verify(await forged({}, { note: 'a'.repeat(500) }))).toMatchObject({ ok: true });
  });

  test('what is no token at all', async () => {
    const token = await sign();
    const [header, claims, signature] = token.split('.');
    const rubbish = [
      ...[
        '',
        '.',
        '..',
        '...',
        'abc',
        'a.b.c',
        ' ',
        token.slice(1),
        token.slice(0, -2),
        `${token}.`,
        `${token}\n`,
      ],
      `${header}.${claims}`,
      `${header}.${claims}.`,
      `${segment([])}.${claims}.${signature}`,
      `${segment({ alg: 'EdDSA', kid: ours.publicJwk.kid, typ: 'at+jwt', crit: ['x'], x: 1 })}.${claims}.${signature}`,
      `${segment({ alg: 7 })}.${claims}.${signature}`,
      `${segment('header')}.${segment('claims')}.${segment('signature')}`,
      `${header}.${segment('claims')}.${signature}`,
      'a'.repeat(100_000),
      '\ud800.西安.\u0000',
    ];
    for (const text of rubbish) expect(await verify(text)).toMatchObject({ ok: false });
  });
});

describe('what a verifier remembers', () => {
  test('answers the same for a token seen before', async () => {
    const verifier = createTokenVerifier(jwks, { issuer: ISSUER });
    const token = await sign();
    const first = await verifier.verify(token, NOW);
    const second = await verifier.verify(token, NOW + 30);
    expect(second).toEqual(first);
    expect(second.ok && first.ok && second.identity === first.identity).toBe(true);
  });

  test('is checked again after 60 seconds', async () => {
    const verifier = createTokenVerifier(jwks, { issuer: ISSUER });
    const token = await sign();
    const first = await verifier.verify(token, NOW);
    const later = await verifier.verify(token, NOW + 60);
    expect(later).toEqual(first);
    expect(later.ok && first.ok && later.identity === first.identity).toBe(false);
  });

  test('does not outlive the token', async () => {
    const verifier = createTokenVerifier(jwks, { issuer: ISSUER });
    const token = await sign(ours.privateJwk, 10);
    expect(await verifier.verify(token, NOW + 9)).toMatchObject({ ok: true });
    expect(await verifier.verify(token, NOW + 10)).toEqual({ ok: false, reason: 'expired' });
  });

  test('is no refusal: a token from the future of this clock is good once its time has come', async () => {
    const verifier = createTokenVerifier(jwks, { issuer: ISSUER });
    const token = await forged({}, { nbf: NOW + 5 });
    expect(await verifier.verify(token, NOW)).toMatchObject({ ok: false });
    expect(await verifier.verify(token, NOW + 5)).toMatchObject({ ok: true });
  });
});

test('a verifier is not made from keys that cannot be read', () => {
  expect(() => createTokenVerifier('{}', { issuer: ISSUER })).toThrow(/^Public token keys/);
});
