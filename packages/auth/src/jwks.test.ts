import { calculateJwkThumbprint } from 'jose';
import { describe, expect, test } from 'vitest';
import { generateSigningKey, publicJwks } from './jwks.ts';

const { privateJwk, publicJwk } = await generateSigningKey();
const other = await generateSigningKey();

describe('a new signing key', () => {
  test('is named by its thumbprint and made anew each time', async () => {
    expect(publicJwk.kid).toBe(await calculateJwkThumbprint(publicJwk, 'sha256'));
    expect(other.publicJwk.kid).not.toBe(publicJwk.kid);
  });

  test('has a public half without the secret', () => {
    expect(publicJwk).toEqual({
      kty: 'OKP',
      crv: 'Ed25519',
      x: privateJwk.x,
      kid: privateJwk.kid,
      alg: 'EdDSA',
      use: 'sig',
    });
    expect(privateJwk.d).toMatch(/^[\w-]{43}$/);
  });
});

describe('the published key set', () => {
  test('shows public members only, whatever stands in the variable', () => {
    const keys = [
      { ...privateJwk, k: 'leak', key_ops: ['sign'], note: 'leak' },
      { ...other.publicJwk, alg: 'none', use: 'enc' },
    ];
    expect(publicJwks(JSON.stringify({ keys, secret: 'leak' }))).toEqual({
      keys: [publicJwk, other.publicJwk],
    });
  });

  const rsa = { kty: 'RSA', n: 'secret-modulus', e: 'AQAB', kid: 'r' };
  const secret = { kty: 'oct', k: 'secret-bytes', kid: 's' };
  const { kid: _kid, ...nameless } = publicJwk;

  test.each([
    ['no JSON', 'secret-text'],
    ['a single key', JSON.stringify(publicJwk)],
    ['an empty set', JSON.stringify({ keys: [] })],
    ['an RSA key', JSON.stringify({ keys: [rsa] })],
    ['a shared secret', JSON.stringify({ keys: [secret] })],
    ['a key without id', JSON.stringify({ keys: [nameless] })],
    ['an id twice', JSON.stringify({ keys: [publicJwk, { ...other.publicJwk, kid: publicJwk.kid }] })],
  ])('is refused when the variable holds %s, without repeating it', (_what, text) => {
    expect(() => publicJwks(text)).toThrow(/^Public token keys/);
    expect(() => publicJwks(text)).not.toThrow(/secret/);
  });
});
