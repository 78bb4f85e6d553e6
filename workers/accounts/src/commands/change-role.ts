import { heldForTenant, permissionKeys } from '@keyline/auth';
import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { roleInput } from '../domain/role-input.ts';
import { some } from '../problems.ts';
import { clearPermissions, grantPermissions, roleById, roleSubject } from '../records/roles.ts';
import { roleView, viewRole } from '../views.ts';

/** Changes a role, a default one too; whoever holds it may do more or less at his next request. */
export const changeRole = command({
  id: 'changeRole',
  method: 'PATCH',
  path: '/v1/roles/{roleId}',
  tag: 'Roles',
  summary: 'Change a role',
  description:
    'A merge patch; permissions names all that the role allows from now on. The administrator cannot be changed.',
  permission: 'roles.write',
  params: { roleId: idField('role') },
  body: roleInput(permissionKeys).change,
  answer: { status: 200, description: 'The role as it is now.', schema: roleView },
  problems: some('role.not_found', 'role.protected', 'role.beyond_own_rights'),
  load: ({ params, body }) => ({
    role: first(roleById.bind({ id: params.roleId })),
    own: first(heldForTenant.bind({ permissions: JSON.stringify(body.permissions ?? []) })),
  }),
  required: { role: 'role.not_found' },
  versioned: 'role',
  decide({ loaded, body, moment, refuse }) {
    const { role } = loaded;
    if (role.key === 'administrator') return refuse('role.protected');
    const { permissions, ...patch } = body;
    const last = [...role.permissions].sort();
    const next = permissions === undefined ? last : [...new Set(permissions)].sort();
    const beyond = [
      ...role.beyond,
      ...next.filter((one) => !last.includes(one) && !loaded.own?.held.includes(one)),
    ];
    if (beyond.length > 0) {
      return refuse('role.beyond_own_rights', { values: { permissions: beyond.sort().join(', ') } });
    }
    const differs = next.join() !== last.join();
    const made = changed(
      moment,
      roleSubject,
      role,
      { ...patch, ...(patch.defaultScopes && { defaultScopes: [...new Set(patch.defaultScopes)] }) },
      { type: 'role.changed', ...(differs && { changes: { permissions: [last, next] } }) },
    );
    const { id } = role;
    return {
      changes: [made],
      also: differs
        ? [
            clearPermissions.bind({ id }),
            grantPermissions.bind({ rows: JSON.stringify(next.map((one) => [id, one])) }),
          ]
        : [],
      body: viewRole({ ...made.row, permissions: next }),
    };
  },
});

export const example: Example = {
  events: ['role.changed'],
  async request({ make }) {
    const body = { permissions: ['accounts.read', 'contacts.read'] };
    return { params: { roleId: (await make('createRole')).id }, body };
  },
  failures: {
    'role.not_found': () => ({
      params: { roleId: 'rol_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { permissions: [] },
    }),
    async 'role.protected'({ run }) {
      const { roles } = (await run('getMe', {})) as unknown as { roles: { id: string; key: string }[] };
      const administrator = roles.find(({ key }) => key === 'administrator');
      return { params: { roleId: administrator?.id ?? '' }, body: { permissions: [] } };
    },
    async 'role.beyond_own_rights'({ make, run }) {
      const { id } = await make('createRole');
      const { key } = await run('createApiKey', { body: { name: 'Roles', permissions: ['roles.write'] } });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        params: { roleId: id },
        body: { permissions: ['contacts.read'] },
      };
    },
  },
};
