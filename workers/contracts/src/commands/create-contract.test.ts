import { beforeEach, expect, test } from 'vitest';
import { someTerms } from '../domain/example-contract.ts';
import { givenParties, type Json, type Parties } from '../testing/contracts.ts';
import { type Company, givenCompany } from '../testing/given-company.ts';

let company: Company;
let parties: Parties;
beforeEach(async () => {
  company = await givenCompany();
  parties = await givenParties(company);
});

async function draftOf(fields: Readonly<Record<string, unknown>>) {
  const { manager, accountId, templateId } = parties;
  const opportunityId = await company.opportunity(accountId, { owner_id: manager.id, ...fields });
  const body = { accountId, templateId, opportunityId, ...someTerms };
  return manager.request<Json>('POST', '/v1/contracts', { body });
}

test('a contract is drafted of an opportunity that waits for it', async () => {
  expect(await draftOf({})).toMatchObject({ status: 201, body: { category: 'internet_line' }, trips: 2 });
});

test('of an opportunity that the caller does not see nothing is said', async () => {
  const other = await company.colleague('account_manager');
  const owner = { owner_id: other.id, org_unit_id: await company.unit() };
  expect(await draftOf(owner)).toMatchObject({
    status: 422,
    body: { code: 'request.unknown_reference', errors: [{ pointer: '/opportunityId' }] },
  });
});

test.each([{ stage: 'assigned' }, { stage: 'signed' }, { stage: 'lost', outcome: 'lost' }])(
  'of one that is $stage no contract is drafted',
  async (standing) => {
    expect(await draftOf(standing)).toMatchObject({
      status: 409,
      body: { code: 'contract.opportunity_not_preparing' },
    });
    expect(await company.rows('SELECT id FROM contracts')).toEqual([]);
  },
);

test('a template that is not there is named, to whoever drafts and to whoever fills in', async () => {
  const { manager, accountId } = parties;
  const templateId = 'tpl_01kafxq0h3e7rvx8bm2s9t4c5d';
  const refused = {
    status: 422,
    body: {
      code: 'request.unknown_reference',
      errors: [{ pointer: '/templateId', code: 'unknown_reference' }],
    },
  };
  const body = { accountId, templateId, ...someTerms };
  expect(await manager.request('POST', '/v1/contracts', { body })).toMatchObject(refused);

  const { id } = (await draftOf({})).body;
  const change = { body: { templateId } };
  expect(await manager.request('PATCH', `/v1/contracts/${id}`, change)).toMatchObject(refused);
});
