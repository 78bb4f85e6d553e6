import { type Example, list } from '@keyline/http';
import { choiceField, emailField, idField, lineField } from '@keyline/kernel';
import { users } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { belongings, shownUser } from '../records/users.ts';
import { userColumns } from '../views/user-columns.ts';
import { userStatuses, userView, viewUser } from '../views.ts';

/** The tenant's users. */
export const listUsers = list({
  id: 'listUsers',
  path: '/v1/users',
  tag: 'Users',
  summary: 'List users',
  description: 'format=csv and format=xlsx need users.export as well.',
  permission: 'users.read',
  shape: {
    table: users,
    row: shownUser,
    computed: belongings(sql`a.id`),
    permission: 'users.read',
    id: users.id,
    sorts: {
      createdAt: { column: users.createdAt, index: 'users_by_created_at' },
      name: { column: users.name, index: 'users_by_name' },
    },
    filters: {
      status: { column: users.status, test: 'any' },
      orgUnitId: { column: users.orgUnitId, test: 'any', indexes: { createdAt: 'users_by_org_unit' } },
      name: { column: users.name, test: 'any' },
      email: { column: users.emailKey, test: 'any' },
    },
  },
  filters: {
    status: choiceField(userStatuses),
    orgUnitId: idField('org_unit'),
    name: lineField(100, '王磊'),
    email: v.pipe(emailField, v.toLowerCase()),
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt', 'name'],
  item: userView,
  view: (row, { locale }) => viewUser(row, row, locale),
  csv: { permission: 'users.export', name: 'users', columns: userColumns },
});

export const example: Example = {
  async request({ make }) {
    await make('createUser');
    return { query: { status: 'active' } };
  },
};
