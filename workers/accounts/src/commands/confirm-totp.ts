import { newRecoveryCodes, recoveryCodeHash, totpCode } from '@keyline/auth';
import { command, type Example } from '@keyline/http';
import { changed, first, ownAttempt, ownBlockedUntil } from '@keyline/store';
import * as v from 'valibot';
import { codeField } from '../domain/fields.ts';
import { paces } from '../domain/paces.ts';
import { some } from '../problems.ts';
import { refuseWhileBlocked } from '../records/attempts.ts';
import { confirmFactor, factorOf, proofOf, putRecoveryCodes } from '../records/second-factors.ts';
import { userSubject, userWithPassword } from '../records/users.ts';

const purpose = 'sign_in';

/** Confirms the second factor by a first code: from now on signing in asks for one. */
export const confirmTotp = command({
  id: 'confirmTotp',
  method: 'POST',
  path: '/v1/auth/totp/actions/confirm',
  tag: 'Sign-in',
  summary: 'Confirm a second factor',
  description: 'The recovery codes are in this answer only; each is good once in place of a code.',
  permission: null,
  body: v.strictObject({ code: codeField }),
  answer: {
    status: 200,
    description: 'Recovery codes, shown once.',
    schema: v.strictObject({
      recoveryCodes: v.array(v.pipe(v.string(), v.metadata({ examples: ['abcd-efgh-ijkl-mnop'] }))),
    }),
  },
  problems: some('user.not_a_person', 'auth.totp_not_begun', 'auth.totp_enabled', 'auth.wrong_code'),
  load: ({ principalId }) => ({
    user: first(userWithPassword.bind({ id: principalId })),
    factor: first(factorOf.bind({ userId: principalId, codeHash: '' })),
    attempts: first(ownBlockedUntil.bind({ purpose })),
  }),
  required: { user: 'user.not_a_person' },
  async decide({ loaded, body, moment, realNow, runtime, refuse }) {
    const { user, factor } = loaded;
    if (factor === undefined) return refuse('auth.totp_not_begun');
    if (factor.confirmedAt !== null) return refuse('auth.totp_enabled');
    refuseWhileBlocked(loaded.attempts?.blockedUntil ?? 0, realNow);
    const given = { purpose, pace: paces.sign_in.person, now: realNow };
    const proof = await proofOf(runtime, user.id, factor, { code: body.code, realNow });
    if (proof?.step === undefined) {
      return { changes: [], ...ownAttempt('failed', given), problem: refuse('auth.wrong_code') };
    }
    const codes = newRecoveryCodes();
    const hashes = JSON.stringify(codes.map(recoveryCodeHash));
    const { musts, also } = ownAttempt('passed', given);
    return {
      musts,
      changes: [changed(moment, userSubject, user, {}, { type: 'user.totp_enabled', facts: {} })],
      also: [
        ...also,
        confirmFactor.bind({ userId: user.id, now: realNow, step: proof.step }),
        putRecoveryCodes.bind({ userId: user.id, hashes }),
      ],
      body: { recoveryCodes: codes },
      secrets: ['recoveryCodes'],
    };
  },
});

export const example: Example = {
  events: ['user.totp_enabled'],
  async request({ colleague, run }) {
    const { accessToken, password } = await colleague();
    const headers = { Authorization: `Bearer ${accessToken}` };
    const { secret } = await run('beginTotp', { headers, body: { password } });
    return { headers, body: { code: totpCode(String(secret), Date.now()) } };
  },
  failures: {
    async 'user.not_a_person'({ make }) {
      const { key } = await make('createApiKey');
      return { headers: { Authorization: `Bearer ${String(key)}` }, body: { code: '123456' } };
    },
    async 'auth.totp_not_begun'({ colleague }) {
      const headers = { Authorization: `Bearer ${(await colleague()).accessToken}` };
      return { headers, body: { code: '123456' } };
    },
    async 'auth.totp_enabled'({ enrolled }) {
      const headers = { Authorization: `Bearer ${(await enrolled()).accessToken}` };
      return { headers, body: { code: '123456' } };
    },
    async 'auth.wrong_code'({ colleague, run }) {
      const { accessToken, password } = await colleague();
      const headers = { Authorization: `Bearer ${accessToken}` };
      await run('beginTotp', { headers, body: { password } });
      return { headers, body: { code: '12345' } };
    },
  },
};
