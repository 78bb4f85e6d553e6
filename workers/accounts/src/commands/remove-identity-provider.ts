import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { forgetLinks, identityProviderById, identityProviderSubject } from '../records/identity-providers.ts';

/** Takes an identity provider out of use and forgets its secret and whom its people were. */
export const removeIdentityProvider = command({
  id: 'removeIdentityProvider',
  method: 'DELETE',
  path: '/v1/identity-providers/{identityProviderId}',
  tag: 'Identity providers',
  summary: 'Remove an identity provider',
  description: 'Nobody signs in by it any more; sessions that it began go on, and users stay.',
  permission: 'identity_providers.write',
  params: { identityProviderId: idField('identity_provider') },
  answer: { status: 204, description: 'The provider is gone.' },
  problems: some('identity_provider.not_found'),
  load: ({ params }) => ({ provider: first(identityProviderById.bind({ id: params.identityProviderId })) }),
  required: { provider: 'identity_provider.not_found' },
  versioned: 'provider',
  decide({ loaded: { provider }, moment }) {
    const gone = { clientSecret: null, state: 'disabled' as const, removedAt: moment.now };
    return {
      changes: [
        changed(moment, identityProviderSubject, provider, gone, { type: 'identity_provider.removed' }),
      ],
      also: [forgetLinks.bind({ providerId: provider.id })],
    };
  },
});

export const example: Example = {
  events: ['identity_provider.removed'],
  async request({ make }) {
    return { params: { identityProviderId: (await make('createIdentityProvider')).id } };
  },
  failures: {
    'identity_provider.not_found': () => ({
      params: { identityProviderId: 'idp_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
  },
};
