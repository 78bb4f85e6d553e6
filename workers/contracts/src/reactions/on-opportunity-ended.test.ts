import { beforeEach, expect, test } from 'vitest';
import { act, drafted, eventTypes, givenParties, type Parties, signed } from '../testing/contracts.ts';
import { type Company, givenCompany } from '../testing/given-company.ts';

let company: Company;
let parties: Parties;
let opportunityId: string;
beforeEach(async () => {
  company = await givenCompany();
  parties = await givenParties(company);
  opportunityId = await company.opportunity(parties.accountId, { owner_id: parties.manager.id });
});

const ends = (outcome: 'lost' | 'abandoned') =>
  company.rows('UPDATE opportunities SET outcome = ?, stage = ? WHERE id = ?', [
    outcome,
    outcome,
    opportunityId,
  ]);
const stages = async () =>
  (await company.rows('SELECT stage FROM contracts ORDER BY created_at, id')).map(({ stage }) => stage);

test('the work order of a lost opportunity is cancelled, once however often that is told', async () => {
  await company.told('opportunity.confirmed', opportunityId);
  await company.worker.react();
  const [order] = await company.rows('SELECT id FROM contracts');
  const id = String(order?.id);
  await ends('lost');
  for (const at of [1, 2]) await company.told('opportunity.lost', opportunityId, {}, at);
  expect(new Set(await company.worker.react())).toEqual(new Set(['acknowledged']));
  expect(await eventTypes(company, id)).toEqual(['contract.drafted', 'contract.cancelled']);
  const [told] = await company.rows(
    "SELECT actor_type, data ->> '$.form.reason' AS reason FROM events WHERE type = 'contract.cancelled'",
  );
  expect(told).toMatchObject({ actor_type: 'system', reason: 'Its opportunity was lost.' });
  const [open] = await company.rows("SELECT count(*) AS n FROM tasks WHERE state = 'open'");
  expect(open?.n).toBe(0);
});

test('of an abandoned one what is effective stays, and whatever is before it is cancelled', async () => {
  const effective = await signed(company, parties, { opportunityId });
  await act(parties.filing, effective.id, 'confirm');
  const reviewed = await drafted(parties, { opportunityId });
  await act(parties.manager, reviewed.id, 'submit');
  const other = await drafted(parties);
  await ends('abandoned');
  await company.told('opportunity.abandoned', opportunityId);
  expect(await company.worker.react()).toEqual(['acknowledged']);
  expect(await stages()).toEqual(['effective', 'cancelled', 'drafting']);
  expect(await eventTypes(company, other.id)).toEqual(['contract.drafted']);
});

test('one that was reopened before that was heard keeps its contract', async () => {
  await drafted(parties, { opportunityId });
  await company.told('opportunity.lost', opportunityId);
  await company.worker.react();
  expect(await stages()).toEqual(['drafting']);
});
