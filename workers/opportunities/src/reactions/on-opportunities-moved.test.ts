import { newId } from '@keyline/kernel';
import { insertRow } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { drafted, givenSales, type Sales } from '../testing/given-sales.ts';

/** An event that tells of a record which this Worker does not own. */
async function told({ database, tenantId }: Sales, type: string, subjectId: string): Promise<void> {
  await insertRow(database, 'events', {
    ...{ tenant_id: tenantId, id: newId('event'), type, subject_id: subjectId, versioned: 0 },
    ...{ subject_type: type.slice(0, type.indexOf('.')), actor_type: 'user', occurred_at: 0, data: '{}' },
  });
}

test('the opportunities of a leaver go to his successor, who goes on with them', async () => {
  const sales = await givenSales();
  const [leaver, successor] = [await sales.hire('account_manager'), await sales.hire('account_manager')];
  await sales.hire('opportunity_manager');
  const { id } = await drafted(sales, leaver);
  await leaver.act(id, 'keep');
  const record = {
    tenant_id: sales.tenantId,
    version: 1,
    created_at: 0,
    updated_at: 0,
    created_by: leaver.id,
  };
  const handoverId = newId('handover');
  const people = { user_id: leaver.id, to_user_id: successor.id, state: 'running' };
  await insertRow(sales.database, 'handovers', { ...record, id: handoverId, ...people });
  await told(sales, 'handover.started', handoverId);
  await sales.worker.react();
  await told(sales, 'handover.redirected', handoverId);
  await sales.worker.react();
  expect(await sales.eventsOf(id)).toEqual([
    'opportunity.created',
    'opportunity.assigned',
    'opportunity.changed',
  ]);
  expect(await successor.act(id, 'request-confirmation')).toMatchObject({
    status: 200,
    body: { stage: 'confirming', ownerId: successor.id },
  });
});

test('the opportunities of a unit follow it into another', async () => {
  const sales = await givenSales();
  const seller = await sales.hire('account_manager');
  const { id } = await drafted(sales, seller);
  await sales.rows('UPDATE org_units SET merged_into_id = ? WHERE id = ?', [
    sales.otherBranchId,
    sales.branchId,
  ]);
  await told(sales, 'org_unit.merged', sales.branchId);
  await sales.worker.react();
  expect(await seller.request('GET', `/v1/opportunities/${id}`)).toMatchObject({
    body: { orgUnitId: sales.otherBranchId },
  });
});
