import { heldForTenant, permissionKeys } from '@keyline/auth';
import { command, type Example } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import { roleInput } from '../domain/role-input.ts';
import { some } from '../problems.ts';
import { grantPermissions, roleByKey, roleSubject } from '../records/roles.ts';
import { roleView, viewRole } from '../views.ts';

/** Makes a role of the tenant's own out of the catalogue of permissions. */
export const createRole = command({
  id: 'createRole',
  method: 'POST',
  path: '/v1/roles',
  tag: 'Roles',
  summary: 'Make a role',
  description: 'It may allow what its maker holds for the whole tenant, and no more.',
  permission: 'roles.write',
  body: roleInput(permissionKeys).create,
  answer: { status: 201, description: 'The role.', schema: roleView },
  problems: some('role.key_taken', 'role.beyond_own_rights'),
  load: ({ body }) => ({
    namesake: first(roleByKey.bind({ key: body.key })),
    own: first(heldForTenant.bind({ permissions: JSON.stringify(body.permissions) })),
  }),
  decide({ loaded, body, moment, refuse }) {
    if (loaded.namesake !== undefined) return refuse('role.key_taken', { values: { key: body.key } });
    const permissions = [...new Set(body.permissions)].sort();
    const beyond = permissions.filter((permission) => !loaded.own?.held.includes(permission));
    if (beyond.length > 0) {
      return refuse('role.beyond_own_rights', { values: { permissions: beyond.join(', ') } });
    }
    const id = newId('role');
    const { key, name } = body;
    const made = created(
      moment,
      roleSubject,
      { id, key, kind: 'custom', name, defaultScopes: [...new Set(body.defaultScopes)] },
      { type: 'role.created', changes: { permissions: [null, permissions] } },
    );
    return {
      changes: [made],
      also: [grantPermissions.bind({ rows: JSON.stringify(permissions.map((one) => [id, one])) })],
      body: viewRole({ ...made.row, permissions }),
      location: `/v1/roles/${id}`,
    };
  },
});

const bidWriter = (key: string) => ({
  key,
  name: { en: 'Bid writer', 'zh-CN': '标书专员' },
  defaultScopes: ['unit'],
  permissions: ['accounts.read'],
});

export const example: Example = {
  events: ['role.created'],
  request: ({ serial }) => ({ body: bidWriter(`bid_writer_${serial}`) }),
  failures: {
    'role.key_taken': () => ({ body: bidWriter('account_manager') }),
    async 'role.beyond_own_rights'({ run }) {
      const { key } = await run('createApiKey', { body: { name: 'Roles', permissions: ['roles.write'] } });
      return { headers: { Authorization: `Bearer ${String(key)}` }, body: bidWriter('beyond') };
    },
  },
};
