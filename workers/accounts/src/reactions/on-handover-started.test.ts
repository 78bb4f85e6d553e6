import { expect, test } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';
import { newUser } from '../testing/people.ts';
import { count, eventsOf, type Json } from '../testing/records.ts';

test('all accounts of a leaver go over without waiting for the cron, each once however often we are told', async () => {
  const company = await givenCompany();
  const [leaver, successor] = [await newUser(company.admin), await newUser(company.admin)];
  await company.database.execute(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)
     INSERT INTO accounts (tenant_id, id, version, created_at, updated_at, created_by, name, short_names, name_key,
       search_text, kind, presence, grade, strategic, top500, blacklisted, owner_id)
     SELECT ?, 'acc_' || i, 1, 0, 0, 'x', i, '[]', i, i, 'enterprise', 'existing', 'none', 0, 0, 0, ? FROM n`,
    [company.tenantId, leaver.id],
  );
  const body = { userId: leaver.id, toUserId: successor.id };
  const handover = (await company.admin.request<Json>('POST', '/v1/handovers', { body })).body;
  expect(handover.state).toBe('running');

  expect(await company.worker.react()).toEqual(['acknowledged']);
  expect(await count(company, 'accounts', `owner_id = '${successor.id}' AND version = 2`)).toBe(450);
  expect((await eventsOf(company, handover.id)).map(({ type }) => type)).toEqual([
    'handover.started',
    'handover.finished',
  ]);
  expect(await company.worker.react()).toEqual([]);
});
