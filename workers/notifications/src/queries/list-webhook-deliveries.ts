import { type Example, list } from '@keyline/http';
import { choiceField, idField } from '@keyline/kernel';
import { deliveries, deliveryStates } from '@keyline/schema';
import { first } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { some } from '../problems.ts';
import { deliveryList } from '../records/deliveries.ts';
import { webhookEndpointById } from '../records/webhook-endpoints.ts';
import { deliveryView, viewDelivery } from '../views.ts';

/** What was sent to a webhook endpoint and what is on its way, each with all its attempts. */
export const listWebhookDeliveries = list({
  id: 'listWebhookDeliveries',
  path: '/v1/webhook-endpoints/{webhookEndpointId}/deliveries',
  tag: 'Webhooks',
  summary: 'List the deliveries of a webhook endpoint',
  permission: 'webhook_endpoints.read',
  params: { webhookEndpointId: idField('webhook_endpoint') },
  problems: some('webhook_endpoint.not_found'),
  shape: {
    ...deliveryList,
    permission: 'webhook_endpoints.read',
    parent: deliveries.webhookEndpointId,
    sorts: { createdAt: { column: deliveries.createdAt, index: 'deliveries_by_endpoint' } },
    filters: { state: { column: deliveries.state, test: 'any' } },
    always: (alias) => sql`${sql.identifier(alias)}.webhook_endpoint_id IS NOT NULL`,
  },
  filters: { state: choiceField(deliveryStates) },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  parent: ({ webhookEndpointId }) => webhookEndpointId,
  load: ({ params }) => ({ endpoint: first(webhookEndpointById.bind({ id: params.webhookEndpointId })) }),
  required: { endpoint: 'webhook_endpoint.not_found' },
  item: deliveryView,
  view: (row) => viewDelivery(row),
});

export const example: Example = {
  async request({ make, react }) {
    const { id } = await make('createWebhookEndpoint');
    for (let told = 1; told <= 4; told += 1) await react((await make('createAccount')).id);
    return { params: { webhookEndpointId: id }, query: { limit: '20' } };
  },
  failures: {
    'webhook_endpoint.not_found': () => ({
      params: { webhookEndpointId: 'whe_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
  },
};
