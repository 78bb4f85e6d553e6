import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { factorState, removeFactor } from '../records/second-factors.ts';
import { userSubject, userToChange } from '../records/users.ts';

/** Takes a user's second factor away: of somebody who has lost the device and the recovery codes. */
export const removeUserTotp = command({
  id: 'removeUserTotp',
  method: 'DELETE',
  path: '/v1/users/{userId}/totp',
  tag: 'Users',
  summary: "Remove a user's second factor",
  permission: 'users.write',
  params: { userId: idField('user') },
  answer: { status: 204, description: 'The user signs in by the password alone.' },
  problems: some('user.not_found', 'user.beyond_own_rights', 'auth.totp_not_enabled'),
  load: ({ params }) => ({
    user: first(userToChange.bind({ id: params.userId })),
    factor: first(factorState.bind({ userId: params.userId })),
  }),
  required: { user: 'user.not_found' },
  versioned: 'user',
  decide({ loaded, moment, refuse }) {
    const { user, factor } = loaded;
    if (user.beyond.length > 0) {
      const permissions = [...user.beyond].sort().join(', ');
      return refuse('user.beyond_own_rights', { values: { permissions } });
    }
    if (factor === undefined || factor.confirmedAt === null) return refuse('auth.totp_not_enabled');
    const facts = { by: 'administrator' };
    return {
      changes: [changed(moment, userSubject, user, {}, { type: 'user.totp_removed', facts })],
      also: removeFactor(user.id),
    };
  },
});

export const example: Example = {
  events: ['user.totp_removed'],
  async request({ enrolled }) {
    return { params: { userId: (await enrolled()).id } };
  },
  failures: {
    'user.not_found': () => ({ params: { userId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'user.beyond_own_rights'({ make, run }) {
      const { id } = await make('createUser');
      const { key } = await run('createApiKey', { body: { name: 'People', permissions: ['users.write'] } });
      return { headers: { Authorization: `Bearer ${String(key)}` }, params: { userId: id } };
    },
    async 'auth.totp_not_enabled'({ colleague }) {
      return { params: { userId: (await colleague()).id } };
    },
  },
};
