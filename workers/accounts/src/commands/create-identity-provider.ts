import { command, type Example } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { created } from '@keyline/store';
import { createIdentityProviderBody } from '../domain/identity-provider-input.ts';
import {
  identityProviderChecks,
  identityProviderInputProblems,
  identityProviderRefusal,
} from '../records/identity-provider-checks.ts';
import { identityProviderSubject, sealClientSecret } from '../records/identity-providers.ts';
import { identityProviderView, viewIdentityProvider } from '../views/identity-provider.ts';

/** Lets the tenant's people sign in at a provider of OpenID Connect. */
export const createIdentityProvider = command({
  id: 'createIdentityProvider',
  method: 'POST',
  path: '/v1/identity-providers',
  tag: 'Identity providers',
  summary: 'Add an identity provider',
  description:
    'People of this provider (OpenID Connect) then sign in by POST /v1/auth/oidc/start. Who may change this decides who signs in.',
  permission: 'identity_providers.write',
  body: createIdentityProviderBody,
  answer: { status: 201, description: 'The provider, without its secret.', schema: identityProviderView },
  problems: identityProviderInputProblems,
  load: ({ body }) => identityProviderChecks(body, ''),
  async decide({ loaded, body, moment, runtime }) {
    const refusal = identityProviderRefusal(body, loaded, runtime);
    if (refusal !== undefined) return refusal;
    const id = newId('identity_provider');
    const secret = body.clientSecret ?? null;
    const made = created(
      moment,
      identityProviderSubject,
      {
        id,
        name: body.name,
        state: body.state ?? 'active',
        issuer: body.issuer,
        clientId: body.clientId,
        clientSecret: secret === null ? null : await sealClientSecret(runtime, id, secret),
        scopes: body.scopes ?? ['profile', 'email'],
        redirectUris: body.redirectUris,
        emailDomains: body.emailDomains ?? null,
        signUpUsers: body.signUpUsers ?? false,
        roleClaim: body.roleClaim ?? null,
        roleMapping: body.roleMapping ?? [],
        removedAt: null,
      },
      { type: 'identity_provider.created' },
    );
    return {
      changes: [made],
      body: viewIdentityProvider(made.row),
      location: `/v1/identity-providers/${id}`,
    };
  },
});

const wellFormed = (name: string) => ({
  name,
  issuer: 'https://login.example.cn',
  clientId: 'keyline-xian',
  redirectUris: ['https://crm.example.cn/signed-in'],
});

export const example: Example = {
  events: ['identity_provider.created'],
  async request({ make, serial }) {
    const [role, unit] = [await make('createRole'), await make('createOrgUnit')];
    return {
      body: {
        ...wellFormed(`集团统一认证 ${serial}`),
        clientSecret: 'a secret of the provider',
        roleClaim: 'groups',
        roleMapping: [{ value: 'agents', roleId: role.id, dataScope: 'unit', orgUnitId: unit.id }],
      },
    };
  },
  failures: {
    async 'identity_provider.name_taken'({ make }) {
      return { body: wellFormed(String((await make('createIdentityProvider')).name)) };
    },
    async 'user.beyond_own_rights'({ make, run, serial }) {
      const role = await make('createRole');
      const permissions = ['identity_providers.write'];
      const { key } = await run('createApiKey', { body: { name: 'Providers', permissions } });
      const roleMapping = [{ value: 'agents', roleId: role.id, dataScope: 'own' }];
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        body: { ...wellFormed(`认证 ${serial}`), roleMapping },
      };
    },
    'request.unknown_reference': ({ serial }) => ({
      body: {
        ...wellFormed(`认证 ${serial}`),
        roleMapping: [{ value: 'admins', roleId: 'rol_01kafxq0h3e7rvx8bm2s9t4c5d', dataScope: 'tenant' }],
      },
    }),
  },
};
