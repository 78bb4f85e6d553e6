import { beforeEach, expect, test } from 'vitest';
import { act, drafted, givenParties, type Parties } from '../testing/contracts.ts';
import { type Company, givenCompany } from '../testing/given-company.ts';

let company: Company;
let parties: Parties;
beforeEach(async () => {
  company = await givenCompany();
  parties = await givenParties(company);
});

const ownerOf = async (id: string) =>
  (await company.rows('SELECT owner_id, org_unit_id, version FROM contracts WHERE id = ?', [id]))[0];

test('the open contracts of a leaver go to his successor, each once; those that have ended stay his', async () => {
  const successor = await company.colleague('account_manager');
  const open = await drafted(parties);
  const ended = await drafted(parties);
  await act(parties.manager, ended.id, 'cancel', { reason: '客户取消' });
  const handoverId = await company.handover(parties.manager.id, successor.id);
  await company.told('handover.redirected', handoverId);
  await company.worker.react();
  expect(await ownerOf(open.id)).toMatchObject({ owner_id: successor.id, version: 2 });
  expect(await ownerOf(ended.id)).toMatchObject({ owner_id: parties.manager.id });
  expect((await act(successor, open.id, 'submit')).status).toBe(200);
});
