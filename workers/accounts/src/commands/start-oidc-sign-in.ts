import { createOidcAttempt, secretsOfBinding } from '@keyline/auth/oidc';
import { type Example, type ExampleGiven, publicCommand } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { oidcAttempts } from '@keyline/schema';
import { insert } from '@keyline/store';
import * as v from 'valibot';
import { slugField } from '../domain/fields.ts';
import { some } from '../problems.ts';
import { attemptTtlMs } from '../records/oidc-attempts.ts';
import { oidcClientOf, problemOf } from '../records/oidc-client.ts';
import { begunSignInView } from '../views.ts';

/** Begins a sign-in at an identity provider: where the browser goes, and what it keeps until it comes back. */
export const startOidcSignIn = publicCommand({
  id: 'startOidcSignIn',
  path: '/v1/auth/oidc/start',
  tag: 'Sign-in',
  summary: 'Begin a sign-in at an identity provider',
  description:
    'Send the browser to authorizationUrl. It comes back to redirectUri with code and state (and iss): POST /v1/auth/token with them and the binding, within ten minutes, from the same browser. No cookie is used: nobody can be signed in by a link that somebody else began.',
  body: v.strictObject({
    tenant: slugField,
    providerId: idField('identity_provider'),
    redirectUri: v.pipe(
      v.string(),
      v.maxLength(500),
      v.description('One of the addresses that the provider is set up with, letter by letter.'),
      v.metadata({ examples: ['https://crm.example.cn/signed-in'] }),
    ),
  }),
  answer: { status: 200, description: 'Where to go, and what to keep.', schema: begunSignInView },
  problems: some(
    'auth.oidc_provider_not_found',
    'auth.oidc_redirect_not_allowed',
    'auth.oidc_misconfigured',
    'auth.oidc_unavailable',
  ),
  load: async ({ system, body }) => (await system.findSignInProviders(body.tenant, body.providerId))[0],
  async decide({ loaded: provider, body: { redirectUri }, realNow, runtime, refuse }) {
    if (provider === undefined) return refuse('auth.oidc_provider_not_found');
    if (!provider.redirectUris.includes(redirectUri)) return refuse('auth.oidc_redirect_not_allowed');
    const { tenantId, id: providerId, scopes } = provider;
    const { state, stateHash, binding, bindingHash } = createOidcAttempt({
      cell: runtime.cell,
      tenantId,
      providerId,
    });
    const asked = { provider, redirectUri, scopes, state, ...secretsOfBinding(binding) };
    const client = await oidcClientOf(runtime);
    const authorizationUrl = await client.authorizationUrl(asked, realNow).catch((error: unknown) => {
      throw problemOf(error, providerId);
    });
    return {
      tenantId,
      changes: [],
      also: [
        insert(oidcAttempts, {
          ...{ stateHash, bindingHash, providerId, redirectUri },
          claimedUntil: 0,
          expiresAt: realNow + attemptTtlMs,
        }),
      ],
      body: { authorizationUrl, state, binding, expiresIn: attemptTtlMs / 1000 },
    };
  },
});

const redirectUri = 'https://crm.example.cn/signed-in';

export const example: Example = {
  events: [],
  request: async (given) => ({ body: await wellFormed(given) }),
  failures: {
    'auth.oidc_provider_not_found': async (given) => ({
      body: { ...(await wellFormed(given)), providerId: 'idp_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
    'auth.oidc_redirect_not_allowed': async (given) => ({
      body: { ...(await wellFormed(given)), redirectUri: `${redirectUri}/` },
    }),
    'auth.oidc_misconfigured': async (given) => ({
      body: await wellFormed(given, 'https://login.example.cn/elsewhere'),
    }),
    'auth.oidc_unavailable': async (given) => ({ body: await wellFormed(given, 'https://away.example.cn') }),
  },
};

async function wellFormed({ make, run }: ExampleGiven, issuer?: string) {
  const { id } = await make('createIdentityProvider');
  const params = { identityProviderId: id };
  if (issuer !== undefined) await run('changeIdentityProvider', { params, body: { issuer } });
  const { tenant } = (await run('getMe', {})) as unknown as { tenant: { slug: string } };
  return { tenant: tenant.slug, providerId: id, redirectUri };
}
