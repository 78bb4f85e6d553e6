import { verifyAgainstNothing, verifyPassword } from '@keyline/auth';
import { command, type Example } from '@keyline/http';
import { all, first, ownAttempt, ownBlockedUntil } from '@keyline/store';
import * as v from 'valibot';
import { passwordField } from '../domain/fields.ts';
import { paces } from '../domain/paces.ts';
import { some } from '../problems.ts';
import { refuseWhileBlocked } from '../records/attempts.ts';
import { newPassword } from '../records/new-password.ts';
import { openResetsOf } from '../records/password-resets.ts';
import { acceptedPassword, newPasswordHash } from '../records/passwords.ts';
import { openSessionsOf } from '../records/sessions.ts';
import { userWithPassword } from '../records/users.ts';

const purpose = 'sign_in';

/** Changes the caller's own password, which has to be known; every other session ends. */
export const changePassword = command({
  id: 'changePassword',
  method: 'POST',
  path: '/v1/auth/password',
  tag: 'Sign-in',
  summary: 'Change my password',
  description:
    'Ends all other sessions. Wrong passwords count as failed sign-ins do: after some of them one has to wait (429).',
  permission: null,
  body: v.strictObject({ currentPassword: passwordField, newPassword: passwordField }),
  answer: { status: 204, description: 'The new password counts from now on.' },
  problems: some('user.not_a_person', 'auth.wrong_password'),
  load: ({ principalId }) => ({
    user: first(userWithPassword.bind({ id: principalId })),
    attempts: first(ownBlockedUntil.bind({ purpose })),
    sessions: all(openSessionsOf.bind({ userId: principalId })),
    resets: all(openResetsOf.bind({ userId: principalId })),
  }),
  required: { user: 'user.not_a_person' },
  async decide({ loaded, body, actor, moment, realNow, refuse }) {
    const { user, resets } = loaded;
    refuseWhileBlocked(loaded.attempts?.blockedUntil ?? 0, realNow);
    // Before the current password is looked at: what is answered then has to be counted.
    acceptedPassword('/newPassword', body.newPassword, user);
    const given = { purpose, pace: paces.sign_in.person, now: realNow };
    const right =
      user.passwordHash === null
        ? await verifyAgainstNothing(body.currentPassword)
        : await verifyPassword(body.currentPassword, user.passwordHash);
    if (!right)
      return { changes: [], ...ownAttempt('failed', given), problem: refuse('auth.wrong_password') };
    const passwordHash = await newPasswordHash('/newPassword', body.newPassword, user);
    const sessions = loaded.sessions.filter(({ id }) => id !== actor.sessionId);
    return {
      ...ownAttempt('passed', given),
      changes: newPassword(moment, user, passwordHash, { by: 'user', sessions, resets }),
    };
  },
});

const chosen = '泾渭 clear as day 9';

export const example: Example = {
  events: ['user.password_changed', 'session.ended'],
  async request({ colleague, signIn }) {
    const { id, accessToken, password } = await colleague();
    await signIn(id);
    return {
      headers: { Authorization: `Bearer ${accessToken}` },
      body: { currentPassword: password, newPassword: chosen },
    };
  },
  failures: {
    async 'user.not_a_person'({ make }) {
      const { key } = await make('createApiKey');
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        body: { currentPassword: 'none', newPassword: chosen },
      };
    },
    async 'auth.wrong_password'({ colleague }) {
      const { accessToken } = await colleague();
      return {
        headers: { Authorization: `Bearer ${accessToken}` },
        body: { currentPassword: 'not the password', newPassword: chosen },
      };
    },
  },
};
