import { expect, test } from 'vitest';
import { givenService, type Json } from '../testing/given-service.ts';

test('the tickets of a unit that goes over into another follow', async () => {
  const service = await givenService();
  const agent = await service.colleague(['service_agent']);
  const ticket = await service.ticket({}, agent);
  await service.database.execute("UPDATE org_units SET merged_into_id = ?, state = 'merging' WHERE id = ?", [
    service.rootId,
    service.branchId,
  ]);
  await service.happened('org_unit.merged', service.branchId);
  expect(await service.worker.react(service.branchId)).toEqual(['acknowledged']);
  expect((await service.admin.request<Json>('GET', `/v1/tickets/${ticket.id}`)).body).toMatchObject({
    orgUnitId: service.rootId,
    version: 2,
  });
});
