import { newId } from '@keyline/kernel';
import { insertRow } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { givenService, type Json, type Service } from '../testing/given-service.ts';

const get = async (service: Service, id: string) =>
  (await service.admin.request<Json>('GET', `/v1/tickets/${id}`)).body;

test('the tickets of a leaver go to his successor, each once, however often it is told', async () => {
  const service = await givenService();
  const [leaver, successor] = [
    await service.colleague(['service_agent']),
    await service.colleague(['service_agent']),
  ];
  const tickets = [await service.ticket({}, leaver), await service.ticket({}, leaver)];
  const other = await service.ticket();
  const id = newId('handover');
  const handover = { user_id: leaver.id, to_user_id: successor.id, state: 'running' };
  await insertRow(service.database, 'handovers', { ...service.record, id, ...handover });
  await service.happened('handover.started', id);
  await service.happened('handover.redirected', id);
  expect(await service.worker.react(id)).toEqual(['acknowledged', 'acknowledged']);
  for (const ticket of tickets) {
    expect(await get(service, ticket.id)).toMatchObject({ ownerId: successor.id, version: 2 });
  }
  expect(await get(service, other.id)).toMatchObject({ version: 1 });
});
