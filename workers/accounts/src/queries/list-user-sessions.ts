import { type Example, list } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { listedSessions } from '../records/sessions.ts';
import { userById } from '../records/users.ts';
import { sessionView, viewSession } from '../views.ts';

/** Where another user is signed in. */
export const listUserSessions = list({
  id: 'listUserSessions',
  path: '/v1/users/{userId}/sessions',
  tag: 'Users',
  summary: "List a user's sessions",
  permission: 'users.write',
  params: { userId: idField('user') },
  shape: { ...listedSessions, permission: 'users.write' },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  parent: (params) => params.userId,
  problems: some('user.not_found'),
  load: ({ params }) => ({ user: first(userById.bind({ id: params.userId })) }),
  required: { user: 'user.not_found' },
  item: sessionView,
  view: (row, { actor }) => viewSession(row, actor.sessionId),
});

export const example: Example = {
  async request({ colleague, signIn }) {
    const { id } = await colleague();
    for (let sessions = 1; sessions < 4; sessions += 1) await signIn(id);
    return { params: { userId: id }, query: { limit: '20' } };
  },
  failures: {
    'user.not_found': () => ({ params: { userId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
