import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { changeWebhookEndpointBody } from '../domain/webhook-input.ts';
import { some } from '../problems.ts';
import {
  webhookChecks,
  webhookEndpointById,
  webhookEndpointSubject,
  webhookRefusal,
} from '../records/webhook-endpoints.ts';
import { viewWebhookEndpoint, webhookEndpointView } from '../views.ts';

/** Changes where an endpoint lies and what it is told; disables it, or takes it up again. */
export const changeWebhookEndpoint = command({
  id: 'changeWebhookEndpoint',
  method: 'PATCH',
  path: '/v1/webhook-endpoints/{webhookEndpointId}',
  tag: 'Webhooks',
  summary: 'Change a webhook endpoint',
  description:
    'A merge patch: fields that are absent stay, null clears. Who changes an endpoint may read in the whole tenant all that it is told.',
  permission: 'webhook_endpoints.write',
  params: { webhookEndpointId: idField('webhook_endpoint') },
  body: changeWebhookEndpointBody,
  answer: { status: 200, description: 'The endpoint as it is now.', schema: webhookEndpointView },
  problems: some('webhook_endpoint.not_found', 'webhook_endpoint.beyond_own_rights'),
  load: ({ params }) => ({
    endpoint: first(webhookEndpointById.bind({ id: params.webhookEndpointId })),
    ...webhookChecks({ events: ['*'] }),
  }),
  required: { endpoint: 'webhook_endpoint.not_found' },
  versioned: 'endpoint',
  decide({ loaded, body, moment, runtime }) {
    const { endpoint, own } = loaded;
    const refusal = webhookRefusal({ ...body, events: body.events ?? endpoint.events }, own, runtime);
    if (refusal !== undefined) return refusal;
    const { state } = body;
    const disabledReason = state === 'active' ? null : (endpoint.disabledReason ?? ('by_user' as const));
    const patch = state === undefined ? body : { ...body, disabledReason };
    const made = changed(moment, webhookEndpointSubject, endpoint, patch, {
      type: 'webhook_endpoint.changed',
    });
    return { changes: [made], body: viewWebhookEndpoint(made.row) };
  },
});

export const example: Example = {
  events: ['webhook_endpoint.changed'],
  async request({ make }) {
    const { id } = await make('createWebhookEndpoint');
    return { params: { webhookEndpointId: id }, body: { events: ['account.created'], state: 'disabled' } };
  },
  failures: {
    'webhook_endpoint.not_found': () => ({
      params: { webhookEndpointId: 'whe_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { state: 'active' },
    }),
    async 'webhook_endpoint.beyond_own_rights'({ make, run }) {
      const { id } = await make('createWebhookEndpoint');
      const permissions = ['webhook_endpoints.write'];
      const { key } = await run('createApiKey', { body: { name: 'Webhooks', permissions } });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        params: { webhookEndpointId: id },
        body: { url: 'https://elsewhere.example.cn/keyline' },
      };
    },
  },
};
