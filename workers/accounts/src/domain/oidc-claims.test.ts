import { describe, expect, test } from 'vitest';
import { claimValues, nameOf, verifiedEmail } from './oidc-claims.ts';

test.each<[object, string, string[]]>([
  [{ groups: ['a', 'b'] }, 'groups', ['a', 'b']],
  [{ groups: 'a' }, 'groups', ['a']],
  [{ groups: ['a', 7, null, { a: 1 }] }, 'groups', ['a']],
  [{}, 'groups', []],
  [{ groups: null }, 'groups', []],
  [{ realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
  [{ 'realm_access.roles': ['b'], realm_access: { roles: ['a'] } }, 'realm_access.roles', ['b']],
  [{ 'https://example.cn/roles': ['a'] }, 'https://example.cn/roles', ['a']],
  [{ groups: 'a' }, 'groups.length', []],
  [{}, 'constructor.name', []],
])('of %j the claim %s has the values %j', (claims, name, values) => {
  expect(claimValues({ ...claims }, name)).toEqual(values);
});

describe('an e-mail is accepted', () => {
  const email = 'Li.Na@Example.cn';
  test.each<[string, object, string[] | null, string | undefined]>([
    ['when it is verified', { email, email_verified: true }, null, email],
    ['when the provider writes so as text', { email, email_verified: 'true' }, null, email],
    ['never unverified', { email, email_verified: false }, null, undefined],
    ['never without a word on it', { email }, null, undefined],
    ['not for a truthy word', { email, email_verified: 1 }, null, undefined],
    ['of a domain in the list', { email, email_verified: true }, ['example.cn'], email],
    ['not of one below it', { email: 'a@sub.example.cn', email_verified: true }, ['example.cn'], undefined],
    [
      'not of one that ends alike',
      { email: 'a@myexample.cn', email_verified: true },
      ['example.cn'],
      undefined,
    ],
    ['not when it is none', { email: 'example.cn', email_verified: true }, null, undefined],
    ['not when it is a list', { email: [email], email_verified: true }, null, undefined],
  ])('%s', (_, claims, domains, accepted) => {
    expect(verifiedEmail({ ...claims }, domains)).toBe(accepted);
  });
});

test.each<[object, string]>([
  [{ name: ' 李娜 ' }, '李娜'],
  [{ name: '', preferred_username: 'lina' }, 'lina'],
  [{ name: 7 }, 'li.na'],
  [{ name: 'Li\nNa\u0000' }, 'Li Na'],
  [{ name: '名'.repeat(150) }, '名'.repeat(100)],
])('somebody with %j is called %s', (claims, name) => {
  expect(nameOf({ ...claims }, 'li.na@example.cn')).toBe(name);
});
