import { newId } from '@keyline/kernel';
import { expect, test } from 'vitest';
import { createLink, parseLink } from './links.ts';
import { secretMatches } from './secrets.ts';

const key = 'k'.repeat(43);
const place = { cell: 'main', tenantId: newId('tenant'), id: newId('password_reset'), round: 1 };

test('whoever has the key makes the same token again, and it says where its record lives', () => {
  const { token, secretHash } = createLink(key, 'password_reset', place);
  expect(createLink(key, 'password_reset', place)).toEqual({ token, secretHash });
  expect(token).toMatch(/^kp_main_[0-9a-z]{26}_[0-9a-z]{26}_[0-9a-f]{64}$/);
  const { round: _, ...located } = place;
  const parsed = parseLink('password_reset', token);
  expect(parsed).toMatchObject(located);
  expect(secretMatches(parsed?.secret ?? '', secretHash)).toBe(true);
  expect(secretHash).not.toContain(parsed?.secret);
});

test('key, tenant, record and round each make another secret', () => {
  const others = [
    createLink('l'.repeat(43), 'password_reset', place),
    createLink(key, 'password_reset', { ...place, tenantId: newId('tenant') }),
    createLink(key, 'password_reset', { ...place, id: newId('password_reset') }),
    createLink(key, 'password_reset', { ...place, round: 2 }),
  ];
  const hashes = [createLink(key, 'password_reset', place), ...others].map(({ secretHash }) => secretHash);
  expect(new Set(hashes).size).toBe(5);
});

test('a token of one purpose is none of another, nor is a damaged one', () => {
  const { token } = createLink(key, 'password_reset', place);
  for (const text of [token.replace(/^kp/, 'ki'), token.slice(0, -1), `${token}_`, '', 'kp_main']) {
    expect(parseLink('password_reset', text)).toBeUndefined();
  }
  expect(parseLink('invitation', token)).toBeUndefined();
});
