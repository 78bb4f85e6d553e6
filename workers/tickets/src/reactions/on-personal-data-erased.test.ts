import { newId } from '@keyline/kernel';
import { contentsOf, insertRow } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { givenService, type Json, type Service } from '../testing/given-service.ts';

async function erased({ database, tenantId }: Service, ...ticketIds: readonly string[]): Promise<void> {
  await insertRow(database, 'events', {
    ...{ tenant_id: tenantId, id: newId('event'), type: 'personal_data.erased', versioned: 0 },
    ...{ subject_type: 'personal_data', subject_id: newId('contact'), actor_type: 'user' },
    ...{ occurred_at: Date.UTC(2026, 2, 2), data: JSON.stringify({ ticketIds, leadIds: [] }) },
  });
}

test('tickets no longer tell who called, nor does the log; what happened stays, and other callers do', async () => {
  const service = await givenService();
  const accountId = await service.account();
  const mine = { accountId, caller: { name: '欧阳修', phone: '13812345678' } };
  const [first, second] = [await service.ticket(mine), await service.ticket(mine)];
  const other = await service.ticket({ accountId, caller: { name: '曾巩', phone: '13700000000' } });
  await service.act(first.id, 'triage');
  await erased(service, first.id, second.id);
  await erased(service, first.id, second.id);
  expect(await service.worker.react()).toEqual(expect.arrayContaining(['acknowledged']));
  for (const { id } of [first, second]) {
    expect((await service.admin.request<Json>('GET', `/v1/tickets/${id}`)).body).toMatchObject({
      caller: null,
      title: '专线中断',
    });
    expect(await service.told(id, 'ticket.caller_erased')).toHaveLength(1);
  }
  const [created] = await service.told(first.id, 'ticket.created');
  expect(created?.data).toMatchObject({ privateChanges: ['callerName', 'callerPhone'] });
  const stored = JSON.stringify([...(await contentsOf(service.database))]);
  expect(['欧阳修', '13812345678'].filter((word) => stored.includes(word))).toEqual([]);
  const { body } = await service.admin.request<Json>('GET', `/v1/tickets/${other.id}`);
  expect(body).toMatchObject({ caller: { name: '曾巩', phone: '13700000000' }, version: 1 });
});
