import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { openSessionOfUser, sessionSubject } from '../records/sessions.ts';

/** Ends a session of another user. */
export const endUserSession = command({
  id: 'endUserSession',
  method: 'DELETE',
  path: '/v1/users/{userId}/sessions/{sessionId}',
  tag: 'Users',
  summary: "End a user's session",
  permission: 'users.write',
  params: { userId: idField('user'), sessionId: idField('session') },
  answer: { status: 204, description: 'Its tokens are refused from now on.' },
  problems: some('session.not_found'),
  load: ({ params }) => ({
    session: first(openSessionOfUser.bind({ id: params.sessionId, userId: params.userId })),
  }),
  required: { session: 'session.not_found' },
  versioned: 'session',
  decide({ loaded, moment }) {
    const facts = { reason: 'ended_by_administrator' };
    const patch = { endedAt: moment.now };
    return {
      changes: [changed(moment, sessionSubject, loaded.session, patch, { type: 'session.ended', facts })],
    };
  },
});

export const example: Example = {
  events: ['session.ended'],
  async request({ colleague, run }) {
    const { id } = await colleague();
    const { data } = await run('listUserSessions', { params: { userId: id } });
    const [latest] = data as readonly { readonly id: string }[];
    return { params: { userId: id, sessionId: latest?.id ?? '' } };
  },
  failures: {
    async 'session.not_found'({ colleague }) {
      const { id } = await colleague();
      return { params: { userId: id, sessionId: 'ses_01kafxq0h3e7rvx8bm2s9t4c5d' } };
    },
  },
};
