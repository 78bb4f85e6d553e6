import { type Example, list } from '@keyline/http';
import { apiKeys, rolePermissions } from '@keyline/schema';
import { asJson, tenant } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { apiKeyRow } from '../records/api-keys.ts';
import { apiKeyView, viewApiKey } from '../views.ts';

/** The tenant's API keys, revoked ones too; never the keys themselves. */
export const listApiKeys = list({
  id: 'listApiKeys',
  path: '/v1/api-keys',
  tag: 'API keys',
  summary: 'List API keys',
  permission: 'api_keys.read',
  shape: {
    table: apiKeys,
    row: { ...apiKeyRow, permissions: asJson<string[]>([]) },
    computed: sql`(SELECT json_group_array(rp.permission) FROM ${rolePermissions} rp WHERE rp.tenant_id = ${tenant} AND rp.role_id = a.role_id) AS "permissions"`,
    permission: 'api_keys.read',
    id: apiKeys.id,
    sorts: { createdAt: { column: apiKeys.createdAt, index: 'api_keys_by_creation' } },
    filters: {},
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: apiKeyView,
  view: (row) => viewApiKey(row, row.permissions),
});

export const example: Example = {
  async request({ make }) {
    await make('createApiKey');
    return { query: { limit: '20' } };
  },
};
