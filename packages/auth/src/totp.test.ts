import { expect, test } from 'vitest';
import { newRecoveryCodes, newTotpSecret, recoveryCodeHash, totpCode, totpStep, totpUri } from './totp.ts';

// RFC 6238, appendix B: the secret 12345678901234567890, the last six of its eight digits.
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1234567890, '005924'],
  [2000000000, '279037'],
])('at second %i the code is the one of RFC 6238', (second, code) => {
  expect(totpCode(rfcSecret, second * 1000)).toBe(code);
  expect(totpStep(rfcSecret, code, second * 1000)).toBe(Math.floor(second / 30));
});

test('a code counts in its own step, the one before and the one after, and tells its own', () => {
  const at = 1_234_567_890_000;
  const code = totpCode(rfcSecret, at);
  const own = Math.floor(at / 30_000);
  expect([-30_000, 0, 30_000].map((off) => totpStep(rfcSecret, code, at + off))).toEqual([own, own, own]);
  expect([-60_000, 60_000].map((off) => totpStep(rfcSecret, code, at + off))).toEqual([undefined, undefined]);
  expect(totpStep(rfcSecret, '000000', at)).toBeUndefined();
});

test('secrets are new each time, and the address that an app scans says all that it has to know', () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(secret);
  const uri = new URL(totpUri(secret, 'li.na@example.cn'));
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
    'otpauth:',
    'totp',
    '/Keyline:li.na@example.cn',
  ]);
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    ...{ issuer: 'Keyline', secret, algorithm: 'SHA1', digits: '6', period: '30' },
  });
});

test('recovery codes are ten, all different, and count however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
    expect(recoveryCodeHash(code.toUpperCase().replaceAll('-', ' '))).toBe(recoveryCodeHash(code));
  }
});
