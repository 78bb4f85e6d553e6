import { newWebhookSecret } from '@keyline/auth';
import { command, type Example } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { created } from '@keyline/store';
import { createWebhookEndpointBody } from '../domain/webhook-input.ts';
import { some } from '../problems.ts';
import {
  sealWebhookSecret,
  webhookChecks,
  webhookEndpointSubject,
  webhookRefusal,
} from '../records/webhook-endpoints.ts';
import { viewWebhookEndpoint, webhookEndpointWithSecret } from '../views.ts';

/** Lets a system outside be told of events; the secret that signs is shown this once. */
export const createWebhookEndpoint = command({
  id: 'createWebhookEndpoint',
  method: 'POST',
  path: '/v1/webhook-endpoints',
  tag: 'Webhooks',
  summary: 'Add a webhook endpoint',
  description:
    'From now on every event that it names is posted to the address, signed as Standard Webhooks asks; the body is one item of GET /v1/events. Answer within 10 seconds with any 2xx. What fails is sent again for three days, with growing pauses; 410 disables the endpoint. The secret is in this answer only. Who sends events outside may read them in the whole tenant.',
  permission: 'webhook_endpoints.write',
  body: createWebhookEndpointBody,
  answer: {
    status: 201,
    description: 'The endpoint, with its secret, shown once.',
    schema: webhookEndpointWithSecret,
  },
  problems: some('webhook_endpoint.beyond_own_rights'),
  load: ({ body }) => webhookChecks(body),
  async decide({ loaded, body, moment, runtime }) {
    const refusal = webhookRefusal(body, loaded.own, runtime);
    if (refusal !== undefined) return refusal;
    const [id, secret] = [newId('webhook_endpoint'), newWebhookSecret()];
    const fields = {
      ...{ id, url: body.url, events: body.events, description: body.description ?? null },
      ...{ state: 'active' as const, disabledReason: null, removedAt: null },
      ...{ secret: await sealWebhookSecret(runtime, id, secret), formerSecret: null, overlapEndsAt: null },
    };
    const made = created(moment, webhookEndpointSubject, fields, { type: 'webhook_endpoint.created' });
    return {
      changes: [made],
      body: { ...viewWebhookEndpoint(made.row), secret },
      location: `/v1/webhook-endpoints/${id}`,
      secrets: ['secret'],
    };
  },
});

export const example: Example = {
  events: ['webhook_endpoint.created'],
  request: ({ serial }) => ({
    body: {
      url: `https://boss.example.cn/keyline/${serial}`,
      events: ['account.*', 'user.created'],
      description: 'BOSS 同步客户资料',
    },
  }),
  failures: {
    async 'webhook_endpoint.beyond_own_rights'({ run }) {
      const permissions = ['webhook_endpoints.write'];
      const { key } = await run('createApiKey', { body: { name: 'Webhooks', permissions } });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        body: { url: 'https://boss.example.cn/keyline', events: ['account.*'] },
      };
    },
  },
};
