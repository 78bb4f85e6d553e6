import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { clearPermissions, deleteRole, mustBeUnheld, roleById, roleSubject } from '../records/roles.ts';

/** Removes a role of the tenant's own that nobody holds. */
export const removeRole = command({
  id: 'removeRole',
  method: 'DELETE',
  path: '/v1/roles/{roleId}',
  tag: 'Roles',
  summary: 'Remove a role',
  permission: 'roles.write',
  params: { roleId: idField('role') },
  answer: { status: 204, description: 'The role is gone.' },
  problems: some('role.not_found', 'role.protected', 'role.in_use', 'role.beyond_own_rights'),
  load: ({ params }) => ({ role: first(roleById.bind({ id: params.roleId })) }),
  required: { role: 'role.not_found' },
  versioned: 'role',
  decide({ loaded, moment, refuse }) {
    const { role } = loaded;
    if (role.kind !== 'custom') return refuse('role.protected');
    if (role.held) return refuse('role.in_use');
    if (role.beyond.length > 0) {
      return refuse('role.beyond_own_rights', { values: { permissions: role.beyond.sort().join(', ') } });
    }
    const { id, permissions } = role;
    const changes = { permissions: [permissions, null] as const };
    return {
      musts: [mustBeUnheld.bind({ id })],
      changes: [changed(moment, roleSubject, role, {}, { type: 'role.removed', changes })],
      also: [clearPermissions.bind({ id }), deleteRole.bind({ id })],
    };
  },
});

export const example: Example = {
  events: ['role.removed'],
  async request({ make }) {
    return { params: { roleId: (await make('createRole')).id } };
  },
  failures: {
    'role.not_found': () => ({ params: { roleId: 'rol_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'role.protected'({ run }) {
      const { roles } = (await run('getMe', {})) as unknown as { roles: { id: string; key: string }[] };
      return { params: { roleId: roles.find(({ key }) => key === 'administrator')?.id ?? '' } };
    },
    async 'role.in_use'({ make }) {
      const { roles } = (await make('createUser')) as unknown as { roles: { roleId: string }[] };
      return { params: { roleId: roles[0]?.roleId ?? '' } };
    },
    async 'role.beyond_own_rights'({ make, run }) {
      const { id } = await make('createRole');
      const { key } = await run('createApiKey', { body: { name: 'Roles', permissions: ['roles.write'] } });
      return { headers: { Authorization: `Bearer ${String(key)}` }, params: { roleId: id } };
    },
  },
};
