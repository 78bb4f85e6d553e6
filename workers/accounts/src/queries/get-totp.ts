import { type Example, query } from '@keyline/http';
import { instantField } from '@keyline/kernel';
import { first } from '@keyline/store';
import * as v from 'valibot';
import { instantOf } from '../domain/instants.ts';
import { factorState } from '../records/second-factors.ts';

const totpView = v.strictObject({
  enabled: v.boolean(),
  since: v.pipe(v.nullable(instantField), v.description('When it was confirmed.')),
  recoveryCodesLeft: v.pipe(v.number(), v.metadata({ examples: [10] })),
});

/** Whether the caller has a second factor, and how many recovery codes are left. */
export const getTotp = query({
  id: 'getTotp',
  path: '/v1/auth/totp',
  tag: 'Sign-in',
  summary: 'Get the state of my second factor',
  permission: null,
  answer: { description: 'The state of the second factor.', schema: totpView },
  load: ({ principalId }) => ({ factor: first(factorState.bind({ userId: principalId })) }),
  view({ loaded }) {
    const since = loaded.factor?.confirmedAt ?? null;
    const recoveryCodesLeft = loaded.factor?.codesLeft ?? 0;
    return { body: { enabled: since !== null, since: instantOf(since), recoveryCodesLeft } };
  },
});

export const example: Example = {
  async request({ enrolled }) {
    return { headers: { Authorization: `Bearer ${(await enrolled()).accessToken}` } };
  },
};
