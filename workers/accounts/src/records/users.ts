import { users } from '@keyline/schema';
import { type Bound, columns, type Subject, statement, tenant, update, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

export const userSubject: Subject<typeof users> = {
  type: 'user',
  table: users,
  accountOf: () => null,
  logged: ({ name, email, status, orgUnitId }) => ({ name, email, status, orgUnitId }),
};

const userRow = { id: users.id, name: users.name, email: users.email, status: users.status };

export const userById = statement({
  values: ['id'],
  row: userRow,
  sql: sql`SELECT ${columns(userRow)} FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${value('id')}`,
});

/**
 * Keeps the same password under another hash. Nobody sees a difference, so there is neither event nor version; a
 * password that was changed meanwhile stays.
 */
export function replaceHash(id: string, before: string, after: string): Bound {
  return update(users, { id, passwordHash: before }, { passwordHash: after });
}
