import { command, type Example } from '@keyline/http';
import { idSuffix, newId } from '@keyline/kernel';
import { first } from '@keyline/store';
import { changeMeBody } from '../domain/user-input.ts';
import { some, unknownReference } from '../problems.ts';
import { changeOfUser } from '../records/user-changes.ts';
import { delegateErrors, userChecks } from '../records/user-checks.ts';
import { ownUserToChange } from '../records/users.ts';
import { userView } from '../views.ts';

/** Changes what a user may change of himself: name, mobile, language, and when he is away. */
export const changeMe = command({
  id: 'changeMe',
  method: 'PATCH',
  path: '/v1/me',
  tag: 'Sign-in',
  summary: 'Change my own data',
  description: 'A merge patch. While an absence lasts, the delegate acts in approvals and tasks.',
  permission: null,
  body: changeMeBody,
  answer: { status: 200, description: 'The user as it is now.', schema: userView },
  problems: { ...some('user.not_a_person'), ...unknownReference },
  load: ({ body }) => ({
    user: first(ownUserToChange.bind({})),
    ...userChecks(body),
  }),
  required: { user: 'user.not_a_person' },
  versioned: 'user',
  decide({ loaded, body, moment, refuse }) {
    const { user } = loaded;
    const errors = delegateErrors(body.absence, loaded.delegate, user.id);
    if (errors.length > 0) return refuse('request.unknown_reference', { errors });
    return changeOfUser(moment, user, body, undefined);
  },
});

export const example: Example = {
  events: ['user.changed'],
  // Another name each time: the caller is the same, and a change to what is there already writes nothing.
  request: () => ({ body: { name: `王磊 ${idSuffix(newId('user')).slice(-6)}` } }),
  failures: {
    async 'user.not_a_person'({ make }) {
      const { key } = await make('createApiKey');
      return { headers: { Authorization: `Bearer ${String(key)}` }, body: { mobile: '13812345678' } };
    },
    'request.unknown_reference': () => ({
      body: { absence: { from: '2026-03-02T01:30:00Z', delegateId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' } },
    }),
  },
};
