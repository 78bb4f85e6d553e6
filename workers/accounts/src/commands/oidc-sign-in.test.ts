import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Company } from '../testing/given-company.ts';
import { type RealProvider, realProvider } from '../testing/oidc-provider.ts';
import { companyOnNetwork, setUp, signInBy, whoIs } from '../testing/oidc-sign-in.ts';

let real: RealProvider;
let company: Company;
beforeAll(async () => {
  real = await realProvider();
});
afterAll(() => real.stop());
beforeEach(async () => {
  real.people.clear();
  company = await companyOnNetwork();
});

test('somebody new becomes a user', async () => {
  real.people.set('u-17', { name: '李娜', email: 'li.na@example.cn', email_verified: true });
  const { id } = await setUp(company, real, { signUpUsers: true });
  const answer = await signInBy(company, real, id, 'u-17');
  expect(answer.body).toMatchObject({ tokenType: 'Bearer' });
  console.log(answer.trips, await whoIs(company, answer.body));
});
