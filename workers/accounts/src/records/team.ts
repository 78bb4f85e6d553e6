import { grants, within } from '@keyline/auth';
import { toInstant } from '@keyline/kernel';
import { accounts, accountTeam, users } from '@keyline/schema';
import { asBoolean, asText, columns, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { accountScoped } from './accounts.ts';

export const teamMemberSubject: Subject<typeof accountTeam> = {
  type: 'team_member',
  table: accountTeam,
  accountOf: (row) => row.accountId,
  logged: ({ userId, role, removedAt }) => ({
    userId,
    role,
    removedAt: removedAt === null ? null : toInstant(removedAt),
  }),
};

export const teamMemberRow = {
  id: accountTeam.id,
  version: accountTeam.version,
  createdAt: accountTeam.createdAt,
  updatedAt: accountTeam.updatedAt,
  createdBy: accountTeam.createdBy,
  accountId: accountTeam.accountId,
  userId: accountTeam.userId,
  role: accountTeam.role,
  removedAt: accountTeam.removedAt,
};

/** A member of the team of an account that the caller sees, with whether the permission reaches it. */
export function visibleTeamMember(permission: string) {
  return statement({
    values: ['accountId', 'memberId'],
    row: { ...teamMemberRow, permitted: asBoolean, userName: asText },
    sql: sql`WITH ${grants('accounts.read', permission)} SELECT ${columns(teamMemberRow, 'm')}, ${within(permission, 'a', accountScoped)} AS "permitted", (SELECT u.name FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = m.user_id) AS "userName" FROM ${accountTeam} m CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = m.account_id WHERE m.tenant_id = ${tenant} AND m.id = ${value('memberId')} AND m.account_id = ${value('accountId')} AND m.removed_at IS NULL AND ${within('accounts.read', 'a', accountScoped)}`,
  });
}

/** The user in this role of the team already. */
export const teamMemberInRole = statement({
  values: ['accountId', 'userId', 'role'],
  row: { id: accountTeam.id },
  sql: sql`SELECT ${accountTeam.id} AS "id" FROM ${accountTeam} WHERE ${accountTeam.tenantId} = ${tenant} AND ${accountTeam.userId} = ${value('userId')} AND ${accountTeam.accountId} = ${value('accountId')} AND ${accountTeam.role} = ${value('role')} AND ${accountTeam.removedAt} IS NULL`,
});

const managerRow = { userId: users.id, name: users.name };

/** The owner of an account: its account manager. */
export const accountManager = statement({
  values: ['id'],
  row: managerRow,
  sql: sql`SELECT u.id AS "userId", u.name AS "name" FROM ${accounts} a JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = a.owner_id WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')}`,
});
