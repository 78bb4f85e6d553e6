import { newTotpSecret, seal, totpUri } from '@keyline/auth';
import { command, type Example } from '@keyline/http';
import { changed, first } from '@keyline/store';
import * as v from 'valibot';
import type { AccountsEnv } from '../env.ts';
import { some } from '../problems.ts';
import { beginFactor, factorOf, sealingOf } from '../records/second-factors.ts';
import { userSubject, userWithPassword } from '../records/users.ts';

/** Begins a second factor: its secret, shown once, for the caller's app. It counts when a code has confirmed it. */
export const beginTotp = command({
  id: 'beginTotp',
  method: 'POST',
  path: '/v1/auth/totp',
  tag: 'Sign-in',
  summary: 'Begin a second factor',
  description:
    'The secret is in this answer only. Sign-in goes on without it until POST /v1/auth/totp/actions/confirm; beginning again takes the place of what was not confirmed.',
  permission: null,
  answer: {
    status: 201,
    description: 'The secret for an authenticator app (RFC 6238), shown once.',
    schema: v.strictObject({
      secret: v.pipe(v.string(), v.metadata({ examples: ['GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'] })),
      uri: v.pipe(v.string(), v.metadata({ examples: ['otpauth://totp/Keyline:li.na%40example.cn?...'] })),
    }),
  },
  problems: some('user.not_a_person', 'auth.totp_enabled'),
  load: ({ principalId }) => ({
    user: first(userWithPassword.bind({ id: principalId })),
    factor: first(factorOf.bind({ userId: principalId, codeHash: '' })),
  }),
  required: { user: 'user.not_a_person' },
  async decide({ loaded, moment, runtime, refuse }) {
    const { user, factor } = loaded;
    if (factor !== undefined && factor.confirmedAt !== null) return refuse('auth.totp_enabled');
    const secret = newTotpSecret();
    const { SEAL_KEY } = runtime.env as AccountsEnv;
    const sealedSecret = await seal(SEAL_KEY, sealingOf(user.id), secret);
    return {
      changes: [changed(moment, userSubject, user, {}, { type: 'user.totp_begun', facts: {} })],
      also: [beginFactor.bind({ userId: user.id, sealedSecret })],
      body: { secret, uri: totpUri(secret, user.email) },
      secrets: ['secret', 'uri'],
    };
  },
});

export const example: Example = {
  events: ['user.totp_begun'],
  async request({ colleague }) {
    const { accessToken } = await colleague();
    return { headers: { Authorization: `Bearer ${accessToken}` } };
  },
  failures: {
    async 'user.not_a_person'({ make }) {
      const { key } = await make('createApiKey');
      return { headers: { Authorization: `Bearer ${String(key)}` } };
    },
    async 'auth.totp_enabled'({ enrolled }) {
      const { accessToken } = await enrolled();
      return { headers: { Authorization: `Bearer ${accessToken}` } };
    },
  },
};
