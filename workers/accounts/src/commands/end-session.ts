import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { ownOpenSession, sessionSubject } from '../records/sessions.ts';

/** Ends one of the caller's own sessions: the device that was left behind. */
export const endSession = command({
  id: 'endSession',
  method: 'DELETE',
  path: '/v1/sessions/{sessionId}',
  tag: 'Sign-in',
  summary: 'End one of my sessions',
  permission: null,
  params: { sessionId: idField('session') },
  answer: { status: 204, description: 'Its tokens are refused from now on.' },
  problems: some('session.not_found'),
  load: ({ params }) => ({ session: first(ownOpenSession.bind({ id: params.sessionId })) }),
  required: { session: 'session.not_found' },
  versioned: 'session',
  decide({ loaded, moment }) {
    const facts = { reason: 'ended_by_user' };
    const patch = { endedAt: moment.now };
    return {
      changes: [changed(moment, sessionSubject, loaded.session, patch, { type: 'session.ended', facts })],
    };
  },
});

export const example: Example = {
  events: ['session.ended'],
  async request({ signIn, run }) {
    await signIn();
    const { data } = await run('listSessions', {});
    const [latest] = data as readonly { readonly id: string }[];
    return { params: { sessionId: latest?.id ?? '' } };
  },
  failures: {
    'session.not_found': () => ({ params: { sessionId: 'ses_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
