import { insertRow } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';
import { newUser } from '../testing/people.ts';
import { newAccount } from '../testing/records.ts';

test('handovers that wait for another Worker hold up nobody who stands behind them', async () => {
  const company = await givenCompany();
  const [waiting, leaver, successor] = [
    await newUser(company.admin),
    await newUser(company.admin),
    await newUser(company.admin),
  ];
  const stamps = { version: 1, created_at: 0, updated_at: 0, created_by: company.admin.id };
  const record = (id: string) => ({ tenant_id: company.tenantId, id, ...stamps });
  const partner = { name: '代理商', kind: 'agent', state: 'active', owner_id: waiting.id };
  await insertRow(company.database, 'partners', { ...record('par_1'), ...partner });
  const under = (userId: string) => ({ user_id: userId, to_user_id: successor.id, state: 'running' });
  for (let at = 0; at < 120; at += 1) {
    await insertRow(company.database, 'handovers', { ...record(`hov_${at}`), ...under(waiting.id) });
  }
  await insertRow(company.database, 'handovers', { ...record('hov_last'), ...under(leaver.id) });
  const account = await newAccount(company.admin, { ownerId: leaver.id });

  await company.worker.scheduled(Date.now());
  const { body } = await company.admin.request('GET', `/v1/accounts/${account.id}`);
  expect(body).toMatchObject({ ownerId: successor.id });
  const states = 'SELECT state, count(*) AS n FROM handovers GROUP BY state ORDER BY state';
  expect((await company.database.execute(states)).map(({ state, n }) => [state, Number(n)])).toEqual([
    ['done', 1],
    ['running', 120],
  ]);
});
