import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { identityProviderById } from '../records/identity-providers.ts';
import { identityProviderView, viewIdentityProvider } from '../views/identity-provider.ts';

/** One identity provider, without its secret. */
export const getIdentityProvider = query({
  id: 'getIdentityProvider',
  path: '/v1/identity-providers/{identityProviderId}',
  tag: 'Identity providers',
  summary: 'Get an identity provider',
  permission: 'identity_providers.read',
  params: { identityProviderId: idField('identity_provider') },
  answer: { description: 'The provider, without its secret.', schema: identityProviderView },
  versioned: true,
  problems: some('identity_provider.not_found'),
  load: ({ params }) => ({ provider: first(identityProviderById.bind({ id: params.identityProviderId })) }),
  required: { provider: 'identity_provider.not_found' },
  view: ({ loaded }) => ({ body: viewIdentityProvider(loaded.provider) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { identityProviderId: (await make('createIdentityProvider')).id } };
  },
  failures: {
    'identity_provider.not_found': () => ({
      params: { identityProviderId: 'idp_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
  },
};
