import { beforeEach, expect, test } from 'vitest';
import { act, drafted, givenParties, type Json, type Parties } from '../testing/contracts.ts';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';

let company: Company;
let parties: Parties;
beforeEach(async () => {
  company = await givenCompany();
  parties = await givenParties(company);
});

const sees = async (who: Colleague, id: string) => (await who.request('GET', `/v1/contracts/${id}`)).status;
const lists = async (who: Colleague, query = '') =>
  (await who.request<{ data: Json[] }>('GET', `/v1/contracts?${query}`)).body.data.map(({ id }) => id);

test('a supervisor sees a contract when its review names him, with its text, and no longer afterwards', async () => {
  const { manager, supervisor, branch } = parties;
  const { id } = await drafted(parties);
  expect([await sees(supervisor, id), await lists(supervisor)]).toEqual([404, []]);
  await act(manager, id, 'submit');
  expect([await sees(supervisor, id), await lists(supervisor)]).toEqual([200, [id]]);
  expect((await supervisor.request('GET', `/v1/contracts/${id}/document`)).status).toBe(200);
  expect(await sees(branch, id)).toBe(404);
  await act(supervisor, id, 'approve');
  expect([await sees(supervisor, id), await sees(branch, id)]).toEqual([404, 200]);
});

test('another account manager sees nothing of it, who is in the team of the account does', async () => {
  const other = await company.colleague('account_manager');
  const member = await company.colleague('account_manager', 'team');
  const { id } = await drafted(parties);
  await company.rows(
    "INSERT INTO account_team (tenant_id, id, version, created_at, updated_at, created_by, account_id, user_id, role) VALUES (?, 'mem_1', 1, 0, 0, 'test', ?, ?, 'backup')",
    [company.tenantId, parties.accountId, member.id],
  );
  expect([await sees(other, id), await sees(member, id)]).toEqual([404, 200]);
});

test('contracts are listed by account, opportunity, stage and the days on which they end', async () => {
  const opportunityId = await company.opportunity(parties.accountId, { owner_id: parties.manager.id });
  const early = await drafted(parties, { endOn: '2026-12-31', opportunityId });
  const late = await drafted(parties, { endOn: '2028-12-31' });
  const by = (query: string) => lists(parties.filing, query);
  expect(await by(`opportunityId=${opportunityId}`)).toEqual([early.id]);
  expect(await by('endTo=2027-01-01')).toEqual([early.id]);
  expect(await by('endFrom=2027-01-01')).toEqual([late.id]);
  expect(await by('sort=endOn')).toEqual([early.id, late.id]);
  expect(await by(`accountId=${parties.accountId}&stage=drafting`)).toEqual([late.id, early.id]);
  expect(await by('stage=effective')).toEqual([]);
});
