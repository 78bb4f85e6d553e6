import { expect, test } from 'vitest';
import { isInUse, isWithin } from './key-limits.ts';

const end = Date.UTC(2027, 0, 1);

test('a key without limits may make any key', () => {
  const unlimited = { expiresAt: null, ips: null };
  expect(isWithin(unlimited, unlimited)).toBe(true);
  expect(isWithin({ expiresAt: end, ips: ['192.0.2.1'] }, unlimited)).toBe(true);
});

test('a key that ends makes keys that end no later', () => {
  const maker = { expiresAt: end, ips: null };
  expect(isWithin({ expiresAt: end, ips: null }, maker)).toBe(true);
  expect(isWithin({ expiresAt: end + 1, ips: null }, maker)).toBe(false);
  expect(isWithin({ expiresAt: null, ips: null }, maker)).toBe(false);
});

test('a key of some ranges makes keys of what lies within them', () => {
  const maker = { expiresAt: null, ips: ['192.0.2.0/24', '2001:db8::/32'] };
  const within = (...ips: string[]) => isWithin({ expiresAt: null, ips }, maker);
  expect(within('192.0.2.128/25', '2001:db8:1::7')).toBe(true);
  expect(within('192.0.2.1', '192.0.3.1')).toBe(false);
  expect(within('192.0.0.0/16')).toBe(false);
});

test('a key is in use until it is revoked or its time is over', () => {
  expect(isInUse({ revokedAt: null, expiresAt: null }, end)).toBe(true);
  expect(isInUse({ revokedAt: null, expiresAt: end + 1 }, end)).toBe(true);
  expect(isInUse({ revokedAt: null, expiresAt: end }, end)).toBe(false);
  expect(isInUse({ revokedAt: end + 1, expiresAt: null }, end)).toBe(false);
});

test('a key of some addresses makes keys of no others', () => {
  const maker = { expiresAt: null, ips: ['192.0.2.1', '2001:db8::1'] };
  expect(isWithin({ expiresAt: null, ips: ['2001:db8::1'] }, maker)).toBe(true);
  expect(isWithin({ expiresAt: null, ips: ['192.0.2.1', '192.0.2.2'] }, maker)).toBe(false);
  expect(isWithin({ expiresAt: null, ips: null }, maker)).toBe(false);
});
