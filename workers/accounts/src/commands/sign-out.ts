import { command, type Example } from '@keyline/http';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { sessionById, sessionSubject } from '../records/sessions.ts';

/** Ends the caller's own session: its access token is refused at the next request. */
export const signOut = command({
  id: 'signOut',
  method: 'POST',
  path: '/v1/auth/sign-out',
  tag: 'Sign-in',
  summary: 'Sign out here',
  permission: null,
  perSession: true,
  answer: { status: 204, description: 'The session has ended.' },
  problems: some('auth.no_session'),
  load: ({ sessionId }) => ({ session: first(sessionById.bind({ id: sessionId ?? '' })) }),
  decide({ loaded, moment, refuse }) {
    if (loaded.session === undefined) return refuse('auth.no_session');
    return {
      changes: [
        changed(
          moment,
          sessionSubject,
          loaded.session,
          { endedAt: moment.now },
          {
            type: 'session.ended',
            facts: { reason: 'signed_out' },
          },
        ),
      ],
    };
  },
});

export const example: Example = {
  events: ['session.ended'],
  async request({ signIn }) {
    const accessToken = await signIn();
    return { headers: { Authorization: `Bearer ${accessToken}` } };
  },
  failures: {
    async 'auth.no_session'({ make }) {
      const { key } = await make('createApiKey');
      return { headers: { Authorization: `Bearer ${String(key)}` } };
    },
  },
};
