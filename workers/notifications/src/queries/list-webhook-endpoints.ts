import { type Example, list } from '@keyline/http';
import { webhookEndpoints } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { webhookEndpointRow } from '../records/webhook-endpoints.ts';
import { viewWebhookEndpoint, webhookEndpointView } from '../views.ts';

/** The tenant's webhook endpoints, disabled ones too; never their secrets. */
export const listWebhookEndpoints = list({
  id: 'listWebhookEndpoints',
  path: '/v1/webhook-endpoints',
  tag: 'Webhooks',
  summary: 'List webhook endpoints',
  permission: 'webhook_endpoints.read',
  shape: {
    table: webhookEndpoints,
    row: webhookEndpointRow,
    permission: 'webhook_endpoints.read',
    id: webhookEndpoints.id,
    sorts: { createdAt: { column: webhookEndpoints.createdAt, index: 'webhook_endpoints_by_creation' } },
    filters: {},
    always: (alias) => sql`${sql.identifier(alias)}.removed_at IS NULL`,
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: webhookEndpointView,
  view: (row) => viewWebhookEndpoint(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createWebhookEndpoint');
    return { query: { limit: '20' } };
  },
};
