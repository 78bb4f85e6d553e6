import { type Example, list } from '@keyline/http';
import { listedSessions } from '../records/sessions.ts';
import { sessionView, viewSession } from '../views.ts';

/** Where the caller is signed in. */
export const listSessions = list({
  id: 'listSessions',
  path: '/v1/sessions',
  tag: 'Sign-in',
  summary: 'List my sessions',
  description: 'The sessions in which the caller is signed in, this one marked. An API key has none.',
  permission: null,
  shape: { ...listedSessions, permission: null },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  parent: (_, { principalId }) => principalId,
  item: sessionView,
  view: (row, { actor }) => viewSession(row, actor.sessionId),
});

export const example: Example = {
  async request({ signIn }) {
    for (let sessions = 1; sessions < 4; sessions += 1) await signIn();
    return { query: { limit: '20' } };
  },
};
