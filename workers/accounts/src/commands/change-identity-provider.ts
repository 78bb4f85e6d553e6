import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { changeIdentityProviderBody } from '../domain/identity-provider-input.ts';
import { some } from '../problems.ts';
import {
  identityProviderChecks,
  identityProviderInputProblems,
  identityProviderRefusal,
} from '../records/identity-provider-checks.ts';
import {
  forgetLinks,
  identityProviderById,
  identityProviderSubject,
  sealClientSecret,
} from '../records/identity-providers.ts';
import { identityProviderView, viewIdentityProvider } from '../views/identity-provider.ts';

/** Changes fields of an identity provider; with another issuer, all its people are found by e-mail anew. */
export const changeIdentityProvider = command({
  id: 'changeIdentityProvider',
  method: 'PATCH',
  path: '/v1/identity-providers/{identityProviderId}',
  tag: 'Identity providers',
  summary: 'Change an identity provider',
  description:
    'A merge patch: fields that are absent stay, null clears. A disabled provider lets nobody in; sessions that it began go on. With another issuer, its people are found by e-mail anew.',
  permission: 'identity_providers.write',
  params: { identityProviderId: idField('identity_provider') },
  body: changeIdentityProviderBody,
  answer: { status: 200, description: 'The provider as it is now.', schema: identityProviderView },
  problems: { ...some('identity_provider.not_found'), ...identityProviderInputProblems },
  load: ({ params, body }) => ({
    provider: first(identityProviderById.bind({ id: params.identityProviderId })),
    ...identityProviderChecks(body, params.identityProviderId),
  }),
  required: { provider: 'identity_provider.not_found' },
  versioned: 'provider',
  async decide({ loaded, body, moment, runtime }) {
    const refusal = identityProviderRefusal(body, loaded, runtime);
    if (refusal !== undefined) return refusal;
    const { provider } = loaded;
    const { clientSecret: secret, ...fields } = body;
    const patch = {
      ...fields,
      ...(secret !== undefined && {
        clientSecret: secret === null ? null : await sealClientSecret(runtime, provider.id, secret),
      }),
    };
    const made = changed(moment, identityProviderSubject, provider, patch, {
      type: 'identity_provider.changed',
    });
    const isAnother = made.row.issuer !== provider.issuer;
    return {
      changes: [made],
      also: isAnother ? [forgetLinks.bind({ providerId: provider.id })] : [],
      body: viewIdentityProvider(made.row),
    };
  },
});

export const example: Example = {
  events: ['identity_provider.changed'],
  async request({ make }) {
    const { id } = await make('createIdentityProvider');
    return { params: { identityProviderId: id }, body: { state: 'disabled', roleClaim: 'roles' } };
  },
  failures: {
    'identity_provider.not_found': () => ({
      params: { identityProviderId: 'idp_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { state: 'disabled' },
    }),
    async 'identity_provider.name_taken'({ make }) {
      const { name } = await make('createIdentityProvider');
      const { id } = await make('createIdentityProvider');
      return { params: { identityProviderId: id }, body: { name } };
    },
    async 'user.beyond_own_rights'({ make, run }) {
      const [{ id }, role] = [await make('createIdentityProvider'), await make('createRole')];
      const permissions = ['identity_providers.write'];
      const { key } = await run('createApiKey', { body: { name: 'Providers', permissions } });
      const roleMapping = [{ value: 'agents', roleId: role.id, dataScope: 'own' }];
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        params: { identityProviderId: id },
        body: { roleMapping },
      };
    },
    async 'request.unknown_reference'({ make }) {
      const { id } = await make('createIdentityProvider');
      const roleMapping = [{ value: 'all', roleId: 'rol_01kafxq0h3e7rvx8bm2s9t4c5d', dataScope: 'own' }];
      return { params: { identityProviderId: id }, body: { roleMapping } };
    },
  },
};
