import { type Example, list } from '@keyline/http';
import { apiKeys } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { apiKeyRow, besideApiKey, besideApiKeyOf } from '../records/api-keys.ts';
import { apiKeyView, viewApiKey } from '../views/api-key.ts';

/** The tenant's API keys, revoked ones too; never the keys themselves. */
export const listApiKeys = list({
  id: 'listApiKeys',
  path: '/v1/api-keys',
  tag: 'API keys',
  summary: 'List API keys',
  permission: 'api_keys.read',
  shape: {
    table: apiKeys,
    row: { ...apiKeyRow, ...besideApiKey },
    computed: besideApiKeyOf(sql`a.id`, sql`a.role_id`),
    permission: 'api_keys.read',
    id: apiKeys.id,
    sorts: { createdAt: { column: apiKeys.createdAt, index: 'api_keys_by_creation' } },
    filters: {},
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: apiKeyView,
  view: (row) => viewApiKey(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createApiKey');
    return { query: { limit: '20' } };
  },
};
