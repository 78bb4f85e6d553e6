import { type Example, list } from '@keyline/http';
import { identityProviders } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { identityProviderRow } from '../records/identity-providers.ts';
import { identityProviderView, viewIdentityProvider } from '../views/identity-provider.ts';

/** The tenant's identity providers, disabled ones too; never their secrets. */
export const listIdentityProviders = list({
  id: 'listIdentityProviders',
  path: '/v1/identity-providers',
  tag: 'Identity providers',
  summary: 'List identity providers',
  permission: 'identity_providers.read',
  shape: {
    table: identityProviders,
    row: identityProviderRow,
    permission: 'identity_providers.read',
    id: identityProviders.id,
    sorts: { createdAt: { column: identityProviders.createdAt, index: 'identity_providers_by_creation' } },
    filters: {},
    always: (alias) => sql`${sql.identifier(alias)}.removed_at IS NULL`,
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: identityProviderView,
  view: (row) => viewIdentityProvider(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createIdentityProvider');
    return { query: { limit: '20' } };
  },
};
