import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { recordColumns } from './columns.ts';

/** What somebody is in the team of an account. Its account manager is the account's owner, and stands there. */
export const teamRoles = ['backup', 'industry', 'technical', 'business', 'project_manager'] as const;

/** The virtual team 虚拟团队 of an account. Who left it keeps a row, for the history. */
export const accountTeam = sqliteTable(
  'account_team',
  {
    ...recordColumns(),
    accountId: text('account_id').notNull(),
    userId: text('user_id').notNull(),
    role: text('role', { enum: teamRoles }).notNull(),
    removedAt: integer('removed_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const namingReasons = ['task', 'approval', 'eligibility'] as const;
export type NamingReason = (typeof namingReasons)[number];

/**
 * Whom open work names: a user, or the holders of a role in a unit (without a unit: in the whole tenant). They
 * see the public part of the subject, and of its account.
 */
export const namedParties = sqliteTable(
  'named_parties',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    /** The account that the subject is or hangs on. */
    accountId: text('account_id'),
    reason: text('reason', { enum: namingReasons }).notNull(),
    /** The task, approval or auction that is open. */
    causeId: text('cause_id').notNull(),
    userId: text('user_id'),
    roleId: text('role_id'),
    orgUnitId: text('org_unit_id'),
    openedAt: integer('opened_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
