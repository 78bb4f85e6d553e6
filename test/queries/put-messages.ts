import { newId } from '@keyline/kernel';
import type { TestDatabase } from '@keyline/testkit';
import { putRows } from './put-rows.ts';

/** What one user finds in his inbox, and what was sent to one webhook endpoint: as much in a small tenant as in a large. */
export async function putMessages(
  database: TestDatabase,
  tenant_id: string,
  user_id: string,
  { count, from }: { readonly count: number; readonly from: number },
): Promise<string> {
  const endpointId = newId('webhook_endpoint');
  await putRows(database, 'webhook_endpoints', [
    {
      ...{ tenant_id, id: endpointId, version: 1, created_at: from, updated_at: from, created_by: user_id },
      ...{ url: 'https://boss.example.cn/hook', events: '["*"]', state: 'disabled', secret: '' },
    },
  ]);
  const told = Array.from({ length: count }, (_, i) => ({
    event_id: newId('event'),
    at: from + i * 1000,
    i,
  }));
  await putRows(
    database,
    'events',
    told.map(({ event_id, at }) => ({
      ...{ tenant_id, id: event_id, type: 'handover.finished', subject_type: 'handover' },
      ...{ subject_id: newId('handover'), versioned: 0, version: null, actor_type: 'system' },
      ...{ occurred_at: at, data: '{}' },
    })),
  );
  const common = { tenant_id, type: 'handover.finished', facts: '{}' };
  await putRows(
    database,
    'notifications',
    told.map(({ event_id, at, i }) => ({
      ...{ ...common, id: newId('notification'), user_id, event_id, created_at: at },
      ...{ subject_type: 'handover', subject_id: newId('handover'), state: i % 3 === 0 ? 'read' : 'unread' },
    })),
  );
  await putRows(
    database,
    'deliveries',
    told.map(({ event_id, at, i }) => ({
      ...{
        ...common,
        id: newId('delivery'),
        webhook_endpoint_id: endpointId,
        receiver: endpointId,
        event_id,
      },
      ...{
        channel: 'webhook',
        lane: 'webhook boss.example.cn',
        message_id: event_id,
        attempts: '[]',
        tries: 1,
      },
      ...{ state: i % 3 === 0 ? 'dead' : 'delivered', created_at: at, finished_at: Date.now() },
    })),
  );
  return endpointId;
}
