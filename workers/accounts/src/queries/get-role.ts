import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { roleById } from '../records/roles.ts';
import { roleView, viewRole } from '../views.ts';

/** One role with its permissions. */
export const getRole = query({
  id: 'getRole',
  path: '/v1/roles/{roleId}',
  tag: 'Roles',
  summary: 'Get a role',
  permission: 'roles.read',
  params: { roleId: idField('role') },
  answer: { description: 'The role.', schema: roleView },
  versioned: true,
  problems: some('role.not_found'),
  load: ({ params }) => ({ role: first(roleById.bind({ id: params.roleId })) }),
  required: { role: 'role.not_found' },
  view: ({ loaded }) => ({ body: viewRole(loaded.role) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { roleId: (await make('createRole')).id } };
  },
  failures: {
    'role.not_found': () => ({ params: { roleId: 'rol_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
