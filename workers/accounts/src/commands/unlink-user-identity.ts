import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { all, changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { identityOfUser, identityProviderById, unlinkIdentity } from '../records/identity-providers.ts';
import { endSessions, openSessionsOf } from '../records/sessions.ts';
import { userSubject, userToChange } from '../records/users.ts';

/** Parts a user from his identity at a provider: of somebody who was taken for another, or who has a new one there. */
export const unlinkUserIdentity = command({
  id: 'unlinkUserIdentity',
  method: 'DELETE',
  path: '/v1/identity-providers/{identityProviderId}/users/{userId}',
  tag: 'Users',
  summary: 'Unlink a user from an identity provider',
  description:
    'Ends his sessions. At the next sign-in there he is found by his verified e-mail, as at the first one.',
  permission: 'users.write',
  params: { identityProviderId: idField('identity_provider'), userId: idField('user') },
  answer: { status: 204, description: 'The provider knows the user no more.' },
  problems: some(
    'identity_provider.not_found',
    'user.not_found',
    'user.beyond_own_rights',
    'user.identity_not_linked',
  ),
  load: ({ params: { userId, identityProviderId: providerId } }) => ({
    provider: first(identityProviderById.bind({ id: providerId })),
    user: first(userToChange.bind({ id: userId })),
    link: first(identityOfUser.bind({ userId, providerId })),
    sessions: all(openSessionsOf.bind({ userId })),
  }),
  required: { user: 'user.not_found' },
  versioned: 'user',
  decide({ loaded, params, moment, refuse }) {
    const { provider, user, link, sessions } = loaded;
    if (provider === undefined) return refuse('identity_provider.not_found');
    if (user.beyond.length > 0) {
      const permissions = [...user.beyond].sort().join(', ');
      return refuse('user.beyond_own_rights', { values: { permissions } });
    }
    if (link === undefined) return refuse('user.identity_not_linked');
    const { identityProviderId } = params;
    const event = { type: 'user.identity_unlinked', facts: { identityProviderId } };
    return {
      changes: [
        endSessions(moment, sessions, 'ended_by_administrator'),
        changed(moment, userSubject, user, {}, event),
      ],
      also: [unlinkIdentity.bind({ userId: user.id, providerId: identityProviderId })],
    };
  },
});

export const example: Example = {
  events: ['session.ended', 'user.identity_unlinked'],
  async request({ make, linked }) {
    const provider = await make('createIdentityProvider');
    return { params: { identityProviderId: provider.id, userId: (await linked(provider.id)).id } };
  },
  failures: {
    async 'identity_provider.not_found'({ make }) {
      const { id } = await make('createUser');
      return { params: { identityProviderId: 'idp_01kafxq0h3e7rvx8bm2s9t4c5d', userId: id } };
    },
    async 'user.not_found'({ make }) {
      const { id } = await make('createIdentityProvider');
      return { params: { identityProviderId: id, userId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' } };
    },
    async 'user.beyond_own_rights'({ make, run }) {
      const provider = await make('createIdentityProvider');
      const { id } = await make('createUser');
      const { key } = await run('createApiKey', { body: { name: 'People', permissions: ['users.write'] } });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        params: { identityProviderId: provider.id, userId: id },
      };
    },
    async 'user.identity_not_linked'({ make, colleague }) {
      const provider = await make('createIdentityProvider');
      return { params: { identityProviderId: provider.id, userId: (await colleague()).id } };
    },
  },
};
