import { type Example, publicCommand } from '@keyline/http';
import { emailField } from '@keyline/kernel';
import type { SystemStore } from '@keyline/store';
import * as v from 'valibot';
import { passwordField, slugField } from '../domain/fields.ts';
import { some } from '../problems.ts';
import { loadSignIn, passwordSignIn } from '../records/password-sign-in.ts';
import { loadFamily, refreshed } from '../records/refresh-family.ts';
import { tokensView } from '../views.ts';

const passwordGrant = v.strictObject({
  grantType: v.literal('password'),
  tenant: slugField,
  email: emailField,
  password: passwordField,
});

const refreshGrant = v.strictObject({
  grantType: v.literal('refresh_token'),
  refreshToken: v.pipe(v.string(), v.maxLength(400), v.metadata({ examples: ['kr_main_...'] })),
});

type Grant = v.InferOutput<typeof passwordGrant> | v.InferOutput<typeof refreshGrant>;

/** Signs a user in, or goes on with a session: an access token and the refresh token after it. */
export const issueToken = publicCommand({
  id: 'issueToken',
  path: '/v1/auth/token',
  tag: 'Sign-in',
  summary: 'Sign in or refresh',
  description:
    'grantType password signs a user in; refresh_token goes on with the session and rotates the token. A token used again within 10 s gets a sibling; later use ends the session. After some failures an attempt has to wait (429), twice as long after each further one, and the right password too. Idempotency-Key has no meaning here: tokens are shown once.',
  body: v.variant('grantType', [passwordGrant, refreshGrant]),
  answer: { status: 200, description: 'The tokens.', schema: tokensView },
  problems: some('auth.invalid_credentials', 'auth.invalid_refresh_token'),
  load: ({ system, body, address }) => loadGrant(system, body, address),
  async decide({ loaded, ...given }) {
    if (loaded.grant === 'refresh_token') return refreshed(loaded.family, given, given.refuse);
    return passwordSignIn(loaded, given, given.refuse);
  },
});

async function loadGrant(system: SystemStore, body: Grant, address: string | null) {
  if (body.grantType === 'refresh_token') {
    return { grant: body.grantType, family: await loadFamily(system, body.refreshToken) };
  }
  return { grant: body.grantType, ...(await loadSignIn(system, body, address)) };
}

const credentials = (slug: string, password: string) => ({
  grantType: 'password',
  tenant: slug,
  email: 'wang.lei@example.cn',
  password,
});

export const example: Example = {
  events: ['session.started'],
  async request({ make }) {
    const { tenant } = (await make('createTenant')) as unknown as { tenant: { slug: string } };
    return { body: credentials(tenant.slug, '秦岭 north face 88') };
  },
  failures: {
    'auth.invalid_credentials': () => ({ body: credentials('no-such-tenant', 'whatever it is') }),
    'auth.invalid_refresh_token': () => ({
      body: { grantType: 'refresh_token', refreshToken: 'kr_main_unknown' },
    }),
  },
};
