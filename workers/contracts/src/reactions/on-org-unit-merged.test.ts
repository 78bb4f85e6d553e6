import { beforeEach, expect, test } from 'vitest';
import { drafted, givenParties, type Parties } from '../testing/contracts.ts';
import { type Company, givenCompany } from '../testing/given-company.ts';

let company: Company;
let parties: Parties;
beforeEach(async () => {
  company = await givenCompany();
  parties = await givenParties(company);
});

const ownerOf = async (id: string) =>
  (await company.rows('SELECT owner_id, org_unit_id, version FROM contracts WHERE id = ?', [id]))[0];

test('the contracts of a unit that goes over into another follow', async () => {
  const into = await company.unit();
  const { id } = await drafted(parties);
  await company.rows("UPDATE org_units SET merged_into_id = ?, state = 'merging' WHERE id = ?", [
    into,
    company.branchId,
  ]);
  await company.told('org_unit.merged', company.branchId);
  await company.worker.react();
  expect(await ownerOf(id)).toMatchObject({ org_unit_id: into, version: 2 });
});
