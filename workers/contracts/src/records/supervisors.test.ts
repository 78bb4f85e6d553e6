import { beforeEach, describe, expect, test } from 'vitest';
import { act, done, givenParties, type Json, type Parties } from '../testing/contracts.ts';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';

let company: Company;
let parties: Parties;
beforeEach(async () => {
  company = await givenCompany();
  parties = await givenParties(company);
});

/** A department, below the branch where no other unit is named, that supervises these categories. */
async function department(categories: readonly string[], parentId = company.branchId): Promise<string> {
  const [parent] = await company.rows('SELECT path FROM org_units WHERE id = ?', [parentId]);
  const fields = { kind: 'department', parent_id: parentId, categories: JSON.stringify(categories) };
  const id = await company.unit(fields);
  await company.rows('UPDATE org_units SET path = ? WHERE id = ?', [`${parent?.path}${id}/`, id]);
  return id;
}

/** Somebody who sits in the unit as a business supervisor. */
async function supervisorIn(orgUnitId: string): Promise<Colleague> {
  const somebody = await company.colleague('business_supervisor');
  await company.rows('UPDATE users SET org_unit_id = ? WHERE id = ?', [orgUnitId, somebody.id]);
  return somebody;
}

/** A contract of an opportunity of this category, submitted: who is asked first. */
async function submitted(category: string, fields: object = {}): Promise<Json> {
  const { manager } = parties;
  const opportunityId = await company.opportunity(parties.accountId, {
    owner_id: manager.id,
    category,
    ...fields,
  });
  await company.told('opportunity.confirmed', opportunityId);
  await company.worker.react();
  const { body } = await manager.request<{ data: Json[] }>(
    'GET',
    `/v1/contracts?opportunityId=${opportunityId}`,
  );
  const path = `/v1/contracts/${body.data[0]?.id}`;
  const terms = { values: { bandwidth: '500 Mbit/s' }, startOn: '2026-04-01', endOn: '2029-03-31' };
  await done(manager, 'PATCH', path, { templateId: parties.templateId, ...terms });
  return done(manager, 'POST', `${path}/actions/submit`);
}

function seatsOf({ approval }: Json): readonly unknown[] {
  const [step] = approval as readonly { readonly seats: readonly { readonly party: unknown }[] }[];
  return step?.seats.map(({ party }) => party) ?? [];
}

const seats = (...people: readonly Colleague[]) =>
  people
    .map(({ id }) => id)
    .sort()
    .map((userId) => ({ userId }));

describe('the business supervisors who review a contract', () => {
  test('are those of every department of the branch and the company that supervises its category, and all of them approve', async () => {
    const lines = await supervisorIn(await department(['internet_line', 'sdwan']));
    const backbone = await supervisorIn(await department(['internet_line'], company.rootId));
    const clouds = await supervisorIn(await department(['cloud']));
    const contract = await submitted('internet_line');
    expect(seatsOf(contract)).toEqual(seats(lines, backbone));
    expect((await act(clouds, contract.id, 'approve')).status).toBe(404);
    expect((await act(parties.supervisor, contract.id, 'approve')).status).toBe(404);
    expect((await act(lines, contract.id, 'approve')).body).toMatchObject({ stage: 'reviewing' });
    expect((await act(parties.branch, contract.id, 'approve')).status).toBe(404);
    await act(backbone, contract.id, 'approve');
    expect((await act(parties.branch, contract.id, 'approve')).body).toMatchObject({ stage: 'signing' });
  });

  test('hold the role for the department, wherever they sit themselves', async () => {
    const id = await department(['cloud']);
    await company.rows('UPDATE principal_roles SET org_unit_id = ? WHERE principal_id = ?', [
      id,
      parties.supervisor.id,
    ]);
    const other = await company.colleague('business_supervisor');
    expect(seatsOf(await submitted('cloud'))).toEqual(seats(parties.supervisor));
    expect(seatsOf(await submitted('iot'))).toEqual(seats(other));
  });

  test('of another branch have no say', async () => {
    const other = await company.unit({ parent_id: company.rootId, path: `${company.rootId}/other/` });
    await supervisorIn(await department(['internet_line'], other));
    expect(seatsOf(await submitted('internet_line'))).toEqual(seats(parties.supervisor));
  });

  test('of a contract that belongs to no branch are found in the departments below', async () => {
    const lines = await supervisorIn(await department(['internet_line']));
    const above = 'UPDATE users SET org_unit_id = ? WHERE id = ?';
    await company.rows(above, [company.rootId, parties.branch.id]);
    expect(seatsOf(await submitted('internet_line', { org_unit_id: company.rootId }))).toEqual(seats(lines));
  });

  test('are the nearest above as before where no department supervises it, or nobody active is there', async () => {
    await department(['internet_line']);
    const left = await supervisorIn(await department(['internet_line']));
    await company.rows("UPDATE users SET status = 'blocked' WHERE id = ?", [left.id]);
    expect(seatsOf(await submitted('internet_line'))).toEqual(seats(parties.supervisor));
    expect(seatsOf(await submitted('ict'))).toEqual(seats(parties.supervisor));
  });

  test('never the one who drafted it: where he is the department’s only one, the nearest above decides', async () => {
    const id = await department(['internet_line']);
    const membership = 'SELECT role_id FROM principal_roles WHERE principal_id = ?';
    const [held] = await company.rows(membership, [parties.supervisor.id]);
    await company.rows(
      'INSERT INTO principal_roles (tenant_id, principal_id, role_id, scope, org_unit_id) VALUES (?, ?, ?, ?, ?)',
      [company.tenantId, parties.manager.id, String(held?.role_id), 'own', id],
    );
    expect(seatsOf(await submitted('internet_line'))).toEqual(seats(parties.supervisor));
  });
});
