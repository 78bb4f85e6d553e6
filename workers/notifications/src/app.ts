import type { Domain } from '@keyline/http';
import { changeWebhookEndpoint } from './commands/change-webhook-endpoint.ts';
import { createWebhookEndpoint } from './commands/create-webhook-endpoint.ts';
import { removeWebhookEndpoint } from './commands/remove-webhook-endpoint.ts';
import { rotateWebhookEndpoint } from './commands/rotate-webhook-endpoint.ts';
import { env } from './env.ts';
import { getWebhookEndpoint } from './queries/get-webhook-endpoint.ts';
import { listWebhookEndpoints } from './queries/list-webhook-endpoints.ts';

/** The notifications Worker: how people and systems hear of what happened. */
export const domain: Domain = {
  name: 'notifications',
  env,
  jobs: [],
  reactions: [],
  operations: [
    createWebhookEndpoint,
    listWebhookEndpoints,
    getWebhookEndpoint,
    changeWebhookEndpoint,
    rotateWebhookEndpoint,
    removeWebhookEndpoint,
  ],
};
