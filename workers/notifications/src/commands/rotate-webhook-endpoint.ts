import { newWebhookSecret } from '@keyline/auth';
import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import * as v from 'valibot';
import { overlapField, usualOverlap } from '../domain/webhook-input.ts';
import { some } from '../problems.ts';
import {
  sealWebhookSecret,
  webhookChecks,
  webhookEndpointById,
  webhookEndpointSubject,
  webhookRefusal,
} from '../records/webhook-endpoints.ts';
import { viewWebhookEndpoint, webhookEndpointWithSecret } from '../views.ts';

/** Gives an endpoint a new secret, shown this once; the former one signs too until the overlap ends. */
export const rotateWebhookEndpoint = command({
  id: 'rotateWebhookEndpoint',
  method: 'POST',
  path: '/v1/webhook-endpoints/{webhookEndpointId}/actions/rotate',
  tag: 'Webhooks',
  summary: 'Rotate the secret of a webhook endpoint',
  description:
    'The new secret is in this answer only. Until formerSecretUntil every message carries a signature of each; rotating again ends the oldest at once.',
  permission: 'webhook_endpoints.write',
  params: { webhookEndpointId: idField('webhook_endpoint') },
  body: v.strictObject({ overlapSeconds: v.exactOptional(overlapField) }),
  answer: {
    status: 200,
    description: 'The endpoint, with its new secret.',
    schema: webhookEndpointWithSecret,
  },
  problems: some('webhook_endpoint.not_found', 'webhook_endpoint.beyond_own_rights'),
  load: ({ params }) => ({
    endpoint: first(webhookEndpointById.bind({ id: params.webhookEndpointId })),
    ...webhookChecks({ events: ['*'] }),
  }),
  required: { endpoint: 'webhook_endpoint.not_found' },
  versioned: 'endpoint',
  async decide({ loaded, body, moment, realNow, runtime }) {
    const { endpoint, own } = loaded;
    const refusal = webhookRefusal({ events: endpoint.events }, own, runtime);
    if (refusal !== undefined) return refusal;
    const { overlapSeconds = usualOverlap } = body;
    const secret = newWebhookSecret();
    const overlap =
      overlapSeconds === 0
        ? { formerSecret: null, overlapEndsAt: null }
        : { formerSecret: endpoint.secret, overlapEndsAt: realNow + overlapSeconds * 1000 };
    const sealed = await sealWebhookSecret(runtime, endpoint.id, secret);
    const event = { type: 'webhook_endpoint.rotated', facts: { overlapSeconds } };
    const made = changed(moment, webhookEndpointSubject, endpoint, { secret: sealed, ...overlap }, event);
    return { changes: [made], body: { ...viewWebhookEndpoint(made.row), secret }, secrets: ['secret'] };
  },
});

export const example: Example = {
  events: ['webhook_endpoint.rotated'],
  async request({ make }) {
    const { id } = await make('createWebhookEndpoint');
    return { params: { webhookEndpointId: id }, body: { overlapSeconds: 3600 } };
  },
  failures: {
    'webhook_endpoint.not_found': () => ({
      params: { webhookEndpointId: 'whe_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: {},
    }),
    async 'webhook_endpoint.beyond_own_rights'({ make, run }) {
      const { id } = await make('createWebhookEndpoint');
      const permissions = ['webhook_endpoints.write'];
      const { key } = await run('createApiKey', { body: { name: 'Webhooks', permissions } });
      const headers = { Authorization: `Bearer ${String(key)}` };
      return { headers, params: { webhookEndpointId: id }, body: {} };
    },
  },
};
