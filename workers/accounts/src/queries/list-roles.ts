import { type Example, list } from '@keyline/http';
import { choiceField, lineField } from '@keyline/kernel';
import { roles } from '@keyline/schema';
import { asJson } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { permissionsOf, roleRow } from '../records/roles.ts';
import { roleKinds, roleView, viewRole } from '../views.ts';

/** The roles that people may hold: the default ones and the tenant's own. */
export const listRoles = list({
  id: 'listRoles',
  path: '/v1/roles',
  tag: 'Roles',
  summary: 'List roles',
  permission: 'roles.read',
  shape: {
    table: roles,
    row: { ...roleRow, permissions: asJson<string[]>([]) },
    computed: sql`${permissionsOf(sql`a.id`)} AS "permissions"`,
    permission: 'roles.read',
    id: roles.id,
    sorts: { createdAt: { column: roles.createdAt, index: 'roles_by_created_at' } },
    filters: {
      kind: { column: roles.kind, test: 'any' },
      key: { column: roles.key, test: 'any' },
    },
    always: (alias) => sql`${sql.identifier(alias)}.kind <> 'key'`,
  },
  filters: { kind: choiceField(roleKinds), key: lineField(40, 'account_manager') },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: roleView,
  view: (row) => viewRole(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createRole');
    return { query: { kind: 'custom' } };
  },
};
