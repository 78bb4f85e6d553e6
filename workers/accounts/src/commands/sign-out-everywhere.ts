import { command, type Example } from '@keyline/http';
import { all } from '@keyline/store';
import { some } from '../problems.ts';
import { endSessions, openSessionsOf } from '../records/sessions.ts';

/** Ends every session of the caller, this one too. */
export const signOutEverywhere = command({
  id: 'signOutEverywhere',
  method: 'POST',
  path: '/v1/auth/sign-out-everywhere',
  tag: 'Sign-in',
  summary: 'Sign out everywhere',
  permission: null,
  perSession: true,
  answer: { status: 204, description: 'All sessions have ended, this one too.' },
  problems: some('auth.no_session'),
  load: ({ principalId }) => ({ sessions: all(openSessionsOf.bind({ userId: principalId })) }),
  decide({ loaded, actor, moment, refuse }) {
    if (actor.sessionId === null) return refuse('auth.no_session');
    return { changes: [endSessions(moment, loaded.sessions, 'signed_out_everywhere')] };
  },
});

export const example: Example = {
  events: ['session.ended'],
  async request({ colleague }) {
    const { accessToken } = await colleague();
    return { headers: { Authorization: `Bearer ${accessToken}` } };
  },
  failures: {
    async 'auth.no_session'({ make }) {
      const { key } = await make('createApiKey');
      return { headers: { Authorization: `Bearer ${String(key)}` } };
    },
  },
};
