import { newTotpSecret, seal, totpUri, verifyPassword } from '@keyline/auth';
import { command, type Example } from '@keyline/http';
import { changed, first, ownAttempt, ownBlockedUntil } from '@keyline/store';
import * as v from 'valibot';
import { passwordField } from '../domain/fields.ts';
import { paces } from '../domain/paces.ts';
import type { AccountsEnv } from '../env.ts';
import { some } from '../problems.ts';
import { refuseWhileBlocked } from '../records/attempts.ts';
import { beginFactor, factorOf, sealingOf } from '../records/second-factors.ts';
import { ownOpenSession } from '../records/sessions.ts';
import { userSubject, userWithPassword } from '../records/users.ts';

const purpose = 'sign_in';

/** For so long a sign-in is recent, milliseconds. */
const recentMs = 600_000;

/** Begins a second factor: its secret, shown once, for the caller's app. It counts when a code has confirmed it. */
export const beginTotp = command({
  id: 'beginTotp',
  method: 'POST',
  path: '/v1/auth/totp',
  tag: 'Sign-in',
  summary: 'Begin a second factor',
  description:
    'Needs the password, so that a stolen token is not enough; of who has none (he signs in by an identity provider), a sign-in of the last ten minutes. Wrong passwords count as failed sign-ins do. The secret is in this answer only. Sign-in goes on without it until POST /v1/auth/totp/actions/confirm; beginning again takes the place of what was not confirmed.',
  permission: null,
  body: v.pipe(
    v.strictObject({ password: v.exactOptional(passwordField) }),
    v.metadata({ examples: [{ password: '秦岭 north face 88' }] }),
  ),
  answer: {
    status: 201,
    description: 'The secret for an authenticator app (RFC 6238), shown once.',
    schema: v.strictObject({
      secret: v.pipe(v.string(), v.metadata({ examples: ['GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'] })),
      uri: v.pipe(v.string(), v.metadata({ examples: ['otpauth://totp/Keyline:li.na%40example.cn?...'] })),
    }),
  },
  problems: some('user.not_a_person', 'auth.totp_enabled', 'auth.proof_required', 'auth.wrong_password'),
  load: ({ principalId, sessionId }) => ({
    user: first(userWithPassword.bind({ id: principalId })),
    factor: first(factorOf.bind({ userId: principalId, codeHash: '' })),
    session: first(ownOpenSession.bind({ id: sessionId ?? '' })),
    attempts: first(ownBlockedUntil.bind({ purpose })),
  }),
  required: { user: 'user.not_a_person' },
  async decide({ loaded, body, moment, realNow, runtime, refuse }) {
    const { user, factor, session } = loaded;
    if (factor !== undefined && factor.confirmedAt !== null) return refuse('auth.totp_enabled');
    refuseWhileBlocked(loaded.attempts?.blockedUntil ?? 0, realNow);
    const given = { purpose, pace: paces.sign_in.person, now: realNow };
    const hash = user.passwordHash;
    const recent = session !== undefined && moment.now - session.createdAt <= recentMs;
    if (hash === null ? !recent : body.password === undefined) return refuse('auth.proof_required');
    if (hash !== null && !(await verifyPassword(body.password ?? '', hash))) {
      return { changes: [], ...ownAttempt('failed', given), problem: refuse('auth.wrong_password') };
    }
    const passed = ownAttempt('passed', given);
    const secret = newTotpSecret();
    const { SEAL_KEY } = runtime.env as AccountsEnv;
    const sealedSecret = await seal(SEAL_KEY, sealingOf(user.id), secret);
    return {
      musts: passed.musts,
      changes: [changed(moment, userSubject, user, {}, { type: 'user.totp_begun', facts: {} })],
      also: [...passed.also, beginFactor.bind({ userId: user.id, sealedSecret })],
      body: { secret, uri: totpUri(secret, user.email) },
      secrets: ['secret', 'uri'],
    };
  },
});

export const example: Example = {
  events: ['user.totp_begun'],
  async request({ colleague }) {
    const { accessToken, password } = await colleague();
    return { headers: { Authorization: `Bearer ${accessToken}` }, body: { password } };
  },
  failures: {
    async 'user.not_a_person'({ make }) {
      const { key } = await make('createApiKey');
      return { headers: { Authorization: `Bearer ${String(key)}` }, body: {} };
    },
    async 'auth.totp_enabled'({ enrolled }) {
      const { accessToken, password } = await enrolled();
      return { headers: { Authorization: `Bearer ${accessToken}` }, body: { password } };
    },
    async 'auth.proof_required'({ colleague }) {
      return { headers: { Authorization: `Bearer ${(await colleague()).accessToken}` }, body: {} };
    },
    async 'auth.wrong_password'({ colleague }) {
      const headers = { Authorization: `Bearer ${(await colleague()).accessToken}` };
      return { headers, body: { password: 'not the password' } };
    },
  },
};
