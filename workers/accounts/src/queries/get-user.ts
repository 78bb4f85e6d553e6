import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { userToShow } from '../records/users.ts';
import { userView, viewUser } from '../views.ts';

/** One user with his roles. */
export const getUser = query({
  id: 'getUser',
  path: '/v1/users/{userId}',
  tag: 'Users',
  summary: 'Get a user',
  permission: 'users.read',
  params: { userId: idField('user') },
  answer: { description: 'The user.', schema: userView },
  versioned: true,
  problems: some('user.not_found'),
  load: ({ params }) => ({ user: first(userToShow.bind({ id: params.userId })) }),
  required: { user: 'user.not_found' },
  view: ({ loaded, locale }) => ({ body: viewUser(loaded.user, loaded.user, locale) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { userId: (await make('createUser')).id } };
  },
  failures: {
    'user.not_found': () => ({ params: { userId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
