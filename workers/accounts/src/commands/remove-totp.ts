import { verifyAgainstNothing, verifyPassword } from '@keyline/auth';
import { command, type Example } from '@keyline/http';
import { changed, first, ownAttempt, ownBlockedUntil } from '@keyline/store';
import * as v from 'valibot';
import { codeField, passwordField } from '../domain/fields.ts';
import { paces } from '../domain/paces.ts';
import { some } from '../problems.ts';
import { refuseWhileBlocked } from '../records/attempts.ts';
import { codeHashOf, factorOf, proofOf, removeFactor } from '../records/second-factors.ts';
import { userSubject, userWithPassword } from '../records/users.ts';

const purpose = 'sign_in';

/** Takes the caller's own second factor away, by the password or a code of it. */
export const removeTotp = command({
  id: 'removeTotp',
  method: 'DELETE',
  path: '/v1/auth/totp',
  tag: 'Sign-in',
  summary: 'Remove my second factor',
  description: 'Needs the password, or a code of the factor, or a recovery code.',
  permission: null,
  body: v.pipe(
    v.strictObject({ password: v.exactOptional(passwordField), code: v.exactOptional(codeField) }),
    v.forward(
      v.check(({ password, code }) => password !== undefined || code !== undefined, 'required'),
      ['password'],
    ),
    v.metadata({ examples: [{ password: '秦岭 north face 88' }] }),
  ),
  answer: { status: 204, description: 'Signing in asks for the password alone.' },
  problems: some('user.not_a_person', 'auth.totp_not_enabled', 'auth.wrong_password', 'auth.wrong_code'),
  load: ({ principalId, body }) => ({
    user: first(userWithPassword.bind({ id: principalId })),
    factor: first(factorOf.bind({ userId: principalId, codeHash: codeHashOf(body.code) })),
    attempts: first(ownBlockedUntil.bind({ purpose })),
  }),
  required: { user: 'user.not_a_person' },
  versioned: 'user',
  async decide({ loaded, body, moment, realNow, runtime, refuse }) {
    const { user, factor } = loaded;
    if (factor === undefined || factor.confirmedAt === null) return refuse('auth.totp_not_enabled');
    refuseWhileBlocked(loaded.attempts?.blockedUntil ?? 0, realNow);
    const given = { purpose, pace: paces.sign_in.person, now: realNow };
    const { password, code } = body;
    if (password !== undefined) {
      const hash = user.passwordHash;
      const right =
        hash === null ? await verifyAgainstNothing(password) : await verifyPassword(password, hash);
      if (!right)
        return { changes: [], ...ownAttempt('failed', given), problem: refuse('auth.wrong_password') };
    }
    const proof = code === undefined ? undefined : await proofOf(runtime, user.id, factor, { code, realNow });
    if (code !== undefined && proof === undefined) {
      return { changes: [], ...ownAttempt('failed', given), problem: refuse('auth.wrong_code') };
    }
    const { musts, also } = ownAttempt('passed', given);
    return {
      musts: [...musts, ...(proof?.musts ?? [])],
      changes: [changed(moment, userSubject, user, {}, { type: 'user.totp_removed', facts: { by: 'user' } })],
      also: [...also, ...removeFactor(user.id)],
    };
  },
});

export const example: Example = {
  events: ['user.totp_removed'],
  async request({ enrolled }) {
    const { accessToken, password } = await enrolled();
    return { headers: { Authorization: `Bearer ${accessToken}` }, body: { password } };
  },
  failures: {
    async 'user.not_a_person'({ make }) {
      const { key } = await make('createApiKey');
      return { headers: { Authorization: `Bearer ${String(key)}` }, body: { code: '123456' } };
    },
    async 'auth.totp_not_enabled'({ colleague }) {
      const { accessToken, password } = await colleague();
      return { headers: { Authorization: `Bearer ${accessToken}` }, body: { password } };
    },
    async 'auth.wrong_password'({ enrolled }) {
      const { accessToken } = await enrolled();
      return { headers: { Authorization: `Bearer ${accessToken}` }, body: { password: 'not the password' } };
    },
    async 'auth.wrong_code'({ enrolled }) {
      const { accessToken } = await enrolled();
      return { headers: { Authorization: `Bearer ${accessToken}` }, body: { code: '12345' } };
    },
  },
};
