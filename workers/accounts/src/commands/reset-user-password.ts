import { command, type Example } from '@keyline/http';
import { idField, instantField, toInstant } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import * as v from 'valibot';
import { linkTokenField } from '../domain/fields.ts';
import { some } from '../problems.ts';
import { newReset } from '../records/password-resets.ts';
import { userSubject, userToChange } from '../records/users.ts';
import { userView, viewUser } from '../views.ts';

/** Makes a link by which a user sets a new password, for whoever asks to hand over. */
export const resetUserPassword = command({
  id: 'resetUserPassword',
  method: 'POST',
  path: '/v1/users/{userId}/actions/reset-password',
  tag: 'Users',
  summary: 'Make a link for a new password',
  description:
    'The token is in this answer only, and good once, for 30 minutes, at POST /v1/auth/password-reset/confirm. The present password stays until then.',
  permission: 'users.write',
  params: { userId: idField('user') },
  answer: {
    status: 200,
    description: 'The user, with the token of the link, shown once.',
    schema: v.strictObject({
      ...userView.pipe[0].entries,
      token: linkTokenField('kp_main_...'),
      expiresAt: instantField,
    }),
  },
  problems: some('user.not_found', 'user.beyond_own_rights', 'user.not_active'),
  load: ({ params }) => ({ user: first(userToChange.bind({ id: params.userId })) }),
  required: { user: 'user.not_found' },
  versioned: 'user',
  decide({ loaded, actor, moment, realNow, runtime, refuse }) {
    const { user } = loaded;
    if (user.beyond.length > 0) {
      const permissions = [...user.beyond].sort().join(', ');
      return refuse('user.beyond_own_rights', { values: { permissions } });
    }
    if (user.status !== 'active') return refuse('user.not_active');
    const place = { tenantId: actor.tenantId, userId: user.id };
    const reset = newReset({ moment, realNow, runtime }, place, 'password_reset.created');
    const facts = { passwordResetId: reset.id };
    const made = changed(moment, userSubject, user, {}, { type: 'user.reset_link_issued', facts });
    return {
      changes: [reset.change, made],
      body: { ...viewUser(made.row, user), token: reset.token, expiresAt: toInstant(reset.expiresAt) },
      secrets: ['token'],
    };
  },
});

export const example: Example = {
  events: ['password_reset.created', 'user.reset_link_issued'],
  async request({ make }) {
    return { params: { userId: (await make('createUser')).id } };
  },
  failures: {
    'user.not_found': () => ({ params: { userId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'user.beyond_own_rights'({ make, run }) {
      const { id } = await make('createUser');
      const { key } = await run('createApiKey', { body: { name: 'People', permissions: ['users.write'] } });
      return { headers: { Authorization: `Bearer ${String(key)}` }, params: { userId: id } };
    },
    async 'user.not_active'({ make, run }) {
      const { id } = await make('createUser');
      await run('changeUser', { params: { userId: id }, body: { status: 'blocked' } });
      return { params: { userId: id } };
    },
  },
};
