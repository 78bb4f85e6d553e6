import { newId } from '@keyline/kernel';
import { givenDefaultRole, insertRow } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { givenOffice, type Office } from '../testing/given-tenant.ts';
import { givenAccount, happened } from '../testing/happenings.ts';

/** An opportunity of an account, with nothing else that matters here. */
async function givenOpportunity(office: Office): Promise<{ subjectId: string; accountId: string }> {
  const accountId = await givenAccount(office, '甲公司');
  const subjectId = newId('opportunity');
  const sql = "SELECT id FROM processes WHERE key = 'opportunity.standard'";
  const [process] = await office.database.execute(sql);
  await insertRow(office.database, 'opportunities', {
    ...{ tenant_id: office.tenant.tenantId, version: 1, created_at: 0, updated_at: 0, created_by: 'test' },
    ...{ id: subjectId, account_id: accountId, type: 'demand', category: 'cloud', title: '园区上云' },
    ...{ fields: '{}', one_off: 0, monthly: 0, term_months: 12, amount: 0, process_state: '{}' },
    ...{ process_id: String(process?.id), process_key: 'opportunity.standard', process_version: 1 },
    ...{ stage: 'auctioned', stage_since: 0 },
  });
  return { subjectId, accountId };
}

interface Staff {
  hire(count: number, orgUnitId?: string): Promise<string[]>;
  unit(parent?: { readonly path: string; readonly id: string }): Promise<{ id: string; path: string }>;
}

/** Account managers, and units in which they work. */
async function staffOf({ database, tenant: { tenantId } }: Office): Promise<Staff> {
  const tenant = { tenant_id: tenantId };
  const record = { ...tenant, version: 1, created_at: 0, updated_at: 0, created_by: 'test' };
  const role_id = await givenDefaultRole(database, tenantId, 'account_manager');
  return {
    hire: (count, orgUnitId) =>
      Promise.all(
        Array.from({ length: count }, async () => {
          const id = newId('user');
          const named = { id, name: id, email: id, email_key: id, status: 'active' };
          const mobile = { mobile: '13812345678', org_unit_id: orgUnitId ?? null };
          await insertRow(database, 'users', { ...record, ...named, ...mobile });
          const person = { ...tenant, id, kind: 'user', user_id: id, status: 'active' };
          await insertRow(database, 'principals', person);
          await insertRow(database, 'principal_roles', {
            ...tenant,
            principal_id: id,
            role_id,
            scope: 'own',
          });
          return id;
        }),
      ),
    async unit(parent) {
      const id = newId('org_unit');
      const row = { id, name: id, kind: 'branch', path: `${parent?.path ?? ''}${id}/` };
      await insertRow(database, 'org_units', { ...record, ...row, parent_id: parent?.id ?? null });
      return row;
    },
  };
}

async function toldOf({ database }: Office, table: 'notifications' | 'deliveries'): Promise<unknown[]> {
  return (await database.execute(`SELECT user_id FROM ${table} ORDER BY user_id`)).map((row) => row.user_id);
}

test('of 450 account managers for whom an auction is each is told once, though the telling breaks off and comes again', async () => {
  const office = await givenOffice();
  const sellers = (await (await staffOf(office)).hire(450)).sort();
  const eligible = [{ role: 'account_manager', orgUnitId: null }];
  const data = { eligible, form: { mode: 'first_claim' }, endsAt: '2026-03-03T01:00:00Z' };
  const about = await givenOpportunity(office);
  await happened(office, 'opportunity.auction_opened', { ...about, actorId: office.admin.id, data });
  const full = 'WHEN (SELECT count(*) FROM notifications) >= 300';
  await office.database.execute(
    `CREATE TRIGGER stopped BEFORE INSERT ON notifications ${full} BEGIN SELECT RAISE(ABORT, 'stopped'); END`,
  );
  await office.worker.react();
  const before = (await toldOf(office, 'notifications')).length;
  expect([before > 0, before < 450]).toEqual([true, true]);
  await office.database.execute('DROP TRIGGER stopped');
  await office.worker.react();
  expect(await toldOf(office, 'notifications')).toEqual(sellers);
  expect(await toldOf(office, 'deliveries')).toEqual(sellers);
});

test('an auction for a branch reaches the account managers of all its units, however many it has, and no others', async () => {
  const office = await givenOffice();
  const staff = await staffOf(office);
  const branch = await staff.unit();
  const below = await Promise.all(Array.from({ length: 520 }, () => staff.unit(branch)));
  const sellers = (await Promise.all(below.map(({ id }) => staff.hire(1, id)))).flat().sort();
  await staff.hire(3, (await staff.unit()).id);
  const data = { eligible: [{ role: 'account_manager', orgUnitId: branch.id }], form: {} };
  const about = await givenOpportunity(office);
  await happened(office, 'opportunity.auction_opened', { ...about, actorId: office.admin.id, data });
  await office.worker.react();
  expect(await toldOf(office, 'notifications')).toEqual(sellers);
});
