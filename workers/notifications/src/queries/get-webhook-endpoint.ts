import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { webhookEndpointById } from '../records/webhook-endpoints.ts';
import { viewWebhookEndpoint, webhookEndpointView } from '../views.ts';

/** One webhook endpoint, without its secret. */
export const getWebhookEndpoint = query({
  id: 'getWebhookEndpoint',
  path: '/v1/webhook-endpoints/{webhookEndpointId}',
  tag: 'Webhooks',
  summary: 'Get a webhook endpoint',
  permission: 'webhook_endpoints.read',
  params: { webhookEndpointId: idField('webhook_endpoint') },
  answer: { description: 'The endpoint, without its secret.', schema: webhookEndpointView },
  versioned: true,
  problems: some('webhook_endpoint.not_found'),
  load: ({ params }) => ({ endpoint: first(webhookEndpointById.bind({ id: params.webhookEndpointId })) }),
  required: { endpoint: 'webhook_endpoint.not_found' },
  view: ({ loaded }) => ({ body: viewWebhookEndpoint(loaded.endpoint) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { webhookEndpointId: (await make('createWebhookEndpoint')).id } };
  },
  failures: {
    'webhook_endpoint.not_found': () => ({
      params: { webhookEndpointId: 'whe_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
  },
};
