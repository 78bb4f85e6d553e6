import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyFileName, makeTokenKey, openKeys, parseTokenKey, tokenKeyVariables } from './keys.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'keyline-keys-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('the keys that sign tokens', () => {
  test('are made once and stay readable by their owner only', async () => {
    const first = await openKeys(directory);
    expect(await openKeys(directory)).toEqual(first);
    expect((await stat(join(directory, keyFileName))).mode & 0o777).toBe(0o600);
  });

  test('get a seal key and a link key where an older version left none, and keep them from then on', async () => {
    const tokenKey = makeTokenKey();
    await writeFile(join(directory, keyFileName), JSON.stringify({ keys: [tokenKey] }));
    const first = await openKeys(directory);
    expect(JSON.parse(first.TOKEN_PRIVATE_KEY)).toEqual(tokenKey);
    expect(first.SEAL_KEY).toMatch(/^[\w-]{43}$/);
    expect(first.LINK_KEY).toMatch(/^[\w-]{43}$/);
    expect(first.LINK_KEY).not.toBe(first.SEAL_KEY);
    expect(await openKeys(directory)).toEqual(first);
    expect((await stat(join(directory, keyFileName))).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual([keyFileName]);
  });

  test('verify what they signed, and the public part holds no secret', () => {
    const variables = tokenKeyVariables([makeTokenKey()]);
    const [published] = JSON.parse(variables.TOKEN_PUBLIC_KEYS).keys;
    expect(published).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
    expect(published).not.toHaveProperty('d');
    const secret = JSON.parse(variables.TOKEN_PRIVATE_KEY);
    expect(secret.kid).toBe(published.kid);
    const message = Buffer.from('token');
    const signature = sign(null, message, createPrivateKey({ key: secret, format: 'jwk' }));
    expect(verify(null, message, createPublicKey({ key: published, format: 'jwk' }), signature)).toBe(true);
  });

  test('may be several: the first signs, all are published', () => {
    const [now, before] = [makeTokenKey(), makeTokenKey()];
    const variables = tokenKeyVariables([now, before]);
    expect(JSON.parse(variables.TOKEN_PRIVATE_KEY).kid).toBe(now.kid);
    const kids = JSON.parse(variables.TOKEN_PUBLIC_KEYS).keys.map(({ kid }: { kid: string }) => kid);
    expect(kids).toEqual([now.kid, before.kid]);
  });

  test('are never replaced silently when their file is damaged', async () => {
    await writeFile(join(directory, keyFileName), '{"keys":[]}');
    await expect(openKeys(directory)).rejects.toThrow(/keys\.json is damaged/);
    expect(await readFile(join(directory, keyFileName), 'utf8')).toBe('{"keys":[]}');
  });

  test('are read from JSON, or found to be none', () => {
    const key = makeTokenKey();
    expect(parseTokenKey(JSON.stringify(key))).toEqual(key);
    expect(parseTokenKey('{"kty":"RSA"}')).toBeUndefined();
    expect(parseTokenKey('not JSON')).toBeUndefined();
  });
});
