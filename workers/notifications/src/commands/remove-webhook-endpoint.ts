import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { webhookEndpointById, webhookEndpointSubject } from '../records/webhook-endpoints.ts';

/** Takes an endpoint out of use: what is still under way to it is given up. */
export const removeWebhookEndpoint = command({
  id: 'removeWebhookEndpoint',
  method: 'DELETE',
  path: '/v1/webhook-endpoints/{webhookEndpointId}',
  tag: 'Webhooks',
  summary: 'Remove a webhook endpoint',
  description: 'It is sent nothing any more; what is under way to it is given up.',
  permission: 'webhook_endpoints.write',
  params: { webhookEndpointId: idField('webhook_endpoint') },
  answer: { status: 204, description: 'The endpoint is gone.' },
  problems: some('webhook_endpoint.not_found'),
  load: ({ params }) => ({ endpoint: first(webhookEndpointById.bind({ id: params.webhookEndpointId })) }),
  required: { endpoint: 'webhook_endpoint.not_found' },
  versioned: 'endpoint',
  decide({ loaded: { endpoint }, moment }) {
    const gone = { formerSecret: null, overlapEndsAt: null, removedAt: moment.now };
    const event = { type: 'webhook_endpoint.removed' };
    return { changes: [changed(moment, webhookEndpointSubject, endpoint, gone, event)] };
  },
});

export const example: Example = {
  events: ['webhook_endpoint.removed'],
  async request({ make }) {
    return { params: { webhookEndpointId: (await make('createWebhookEndpoint')).id } };
  },
  failures: {
    'webhook_endpoint.not_found': () => ({
      params: { webhookEndpointId: 'whe_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
  },
};
