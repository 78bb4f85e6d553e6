import { type Example, publicQuery } from '@keyline/http';
import * as v from 'valibot';
import { slugField } from '../domain/fields.ts';
import { signInProviderView } from '../views.ts';

/** The identity providers that a sign-in page of a tenant offers. */
export const listSignInProviders = publicQuery({
  id: 'listSignInProviders',
  path: '/v1/auth/identity-providers',
  tag: 'Sign-in',
  summary: 'List the identity providers to sign in by',
  description: 'Those that are active, by name. A tenant that does not exist has none.',
  query: { tenant: slugField },
  answer: {
    description: 'The providers; there is one page.',
    schema: v.strictObject({ data: v.array(signInProviderView), nextCursor: v.null() }),
  },
  load: ({ system, query }) => system.findSignInProviders(query.tenant),
  view: (_, found = []) => ({ data: found.map(({ id, name }) => ({ id, name })), nextCursor: null }),
});

export const example: Example = {
  async request({ make, run }) {
    await make('createIdentityProvider');
    const { tenant } = (await run('getMe', {})) as unknown as { tenant: { slug: string } };
    return { query: { tenant: tenant.slug } };
  },
};
