import { newId } from '@keyline/kernel';
import { describe, expect, test } from 'vitest';
import { createApiKey, parseApiKey } from './api-keys.ts';
import { createRefreshToken, parseRefreshToken } from './refresh-tokens.ts';
import { hashSecret, secretMatches } from './secrets.ts';

const tenantId = 'ten_01kafxq0h3e7rvx8bm2s9t4c5d';
const keyId = 'key_01kafxq0h3e7rvx8bm2s9t4c5e';
const sessionId = 'ses_01kafxq0h3e7rvx8bm2s9t4c5f';
const place = { cell: 'main-2', tenantId, keyId };

describe('an API key', () => {
  test('says where it lives and carries a secret of 256 bits', () => {
    const { key } = createApiKey(place);
    expect(key).toMatch(/^kl_main-2_01kafxq0h3e7rvx8bm2s9t4c5d_01kafxq0h3e7rvx8bm2s9t4c5e_[0-9a-f]{64}$/);
    expect(parseApiKey(key)).toEqual({ ...place, secret: key.slice(-64) });
  });

  test('is another one each time', () => {
    const keys = Array.from({ length: 50 }, () => createApiKey(place).key);
    expect(new Set(keys).size).toBe(50);
  });

  test('is read back for any ids', () => {
    for (let i = 0; i < 200; i += 1) {
      const any = { cell: `c-${i}`, tenantId: newId('tenant'), keyId: newId('api_key') };
      expect(parseApiKey(createApiKey(any).key)).toMatchObject(any);
    }
  });

  test.each([
    ['a cell with a mark in it', { ...place, cell: 'main_2' }],
    ['a cell in capitals', { ...place, cell: 'Main' }],
    ['no cell', { ...place, cell: '' }],
    ['an id of another kind', { ...place, keyId: sessionId }],
    ['a tenant of another kind', { ...place, tenantId: keyId }],
    ['half an id', { ...place, tenantId: 'ten_01kafx' }],
  ])('is not made with %s', (_what, wrong) => {
    expect(() => createApiKey(wrong)).toThrow(/cannot be located/);
  });

  const { key } = createApiKey(place);

  test.each([
    ['nothing', ''],
    ['its mark alone', 'kl_'],
    ['another mark', key.replace('kl_', 'kr_')],
    ['white space around it', ` ${key}`],
    ['a line break after it', `${key}\n`],
    ['one part more', `${key}_00`],
    ['one part less', key.slice(0, -65)],
    ['a shorter secret', key.slice(0, -1)],
    ['a longer secret', `${key}0`],
    ['a secret in capitals', key.slice(0, -64) + 'A'.repeat(64)],
    ['a letter that ids do not have', key.replace('01kafx', '01kaux')],
    ['an id beyond 128 bits', key.replace('01kafx', '81kafx')],
    ['a path for a cell', key.replace('main-2', '../x')],
  ])('is not %s', (_what, text) => {
    expect(parseApiKey(text)).toBeUndefined();
  });
});

describe('a refresh token', () => {
  test('says where its session lives', () => {
    const { token } = createRefreshToken({ cell: 'main', tenantId, sessionId });
    expect(token).toMatch(/^kr_main_01kafxq0h3e7rvx8bm2s9t4c5d_01kafxq0h3e7rvx8bm2s9t4c5f_[0-9a-f]{64}$/);
    expect(parseRefreshToken(token)).toEqual({ cell: 'main', tenantId, sessionId, secret: token.slice(-64) });
  });

  test('and an API key are not taken for each other', () => {
    expect(parseApiKey(createRefreshToken({ cell: 'main', tenantId, sessionId }).token)).toBeUndefined();
    expect(parseRefreshToken(createApiKey(place).key)).toBeUndefined();
  });
});

describe('the stored form of a secret', () => {
  test('is its SHA-256', () => {
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test.each([
    ['API key', createApiKey(place)],
    ['refresh token', createRefreshToken({ cell: 'main', tenantId, sessionId })],
  ])('belongs to the %s that was made with it and to no other', (_what, made) => {
    const secret = ('key' in made ? made.key : made.token).slice(-64);
    expect(secretMatches(secret, made.secretHash)).toBe(true);
    expect(secretMatches(secret, hashSecret(`${secret}0`))).toBe(false);
    expect(secretMatches(createApiKey(place).key.slice(-64), made.secretHash)).toBe(false);
  });

  test.each(['', 'short', '西'.repeat(64), `${hashSecret('abc')}0`])(
    'that is damaged (%j) matches nothing',
    (hash) => {
      expect(secretMatches('abc', hash)).toBe(false);
      expect(secretMatches('', hash)).toBe(false);
    },
  );
});
