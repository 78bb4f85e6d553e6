import { inboxes, notifications } from '@keyline/schema';
import { asNumber, columns, principal, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { nameRow, namesOf } from './names.ts';

const ownRow = {
  id: notifications.id,
  type: notifications.type,
  subjectType: notifications.subjectType,
  subjectId: notifications.subjectId,
  accountId: notifications.accountId,
  actorId: notifications.actorId,
  facts: notifications.facts,
  state: notifications.state,
  createdAt: notifications.createdAt,
  readAt: notifications.readAt,
};

/** A notification with the names that its words use. */
export const notificationRow = { ...ownRow, ...nameRow };

const names = namesOf(sql`a.actor_id`, sql`a.account_id`, sql`a.facts`);

/** A notification of the caller's own. */
export const ownNotification = statement({
  values: ['id'],
  row: notificationRow,
  sql: sql`SELECT ${columns(ownRow, 'a')}, ${names} FROM ${notifications} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND a.user_id = ${principal}`,
});

/** How many of the caller's notifications are unread: no row where there never was one. */
export const unreadOfCaller = statement({
  row: { unread: asNumber },
  sql: sql`SELECT ${inboxes.unread} AS "unread" FROM ${inboxes} WHERE ${inboxes.tenantId} = ${tenant} AND ${inboxes.userId} = ${principal}`,
});

/** Marks one of the caller's notifications as read; the number of unread ones follows by itself. */
export const notificationRead = statement({
  values: ['id', 'at'],
  sql: sql`UPDATE ${notifications} SET state = 'read', read_at = ${value('at')} WHERE ${notifications.tenantId} = ${tenant} AND ${notifications.id} = ${value('id')} AND ${notifications.userId} = ${principal} AND ${notifications.state} = 'unread'`,
});

/** The same of all that are unread, up to the place of one of them where its id is given. */
export const allRead = statement({
  values: ['through', 'at'],
  sql: sql`UPDATE ${notifications} SET state = 'read', read_at = ${value('at')} WHERE rowid IN (SELECT n.rowid FROM ${notifications} n INDEXED BY notifications_unread WHERE n.tenant_id = ${tenant} AND n.user_id = ${principal} AND n.state = 'unread' AND (${value('through')} IS NULL OR (n.created_at, n.id) <= (SELECT o.created_at, o.id FROM ${notifications} o WHERE o.tenant_id = ${tenant} AND o.id = ${value('through')} AND o.user_id = ${principal}))) AND tenant_id = ${tenant}`,
});

/** The list of the caller's notifications. */
export const inboxShape = {
  table: notifications,
  row: notificationRow,
  computed: names,
  permission: null,
  id: notifications.id,
  parent: notifications.userId,
  sorts: { createdAt: { column: notifications.createdAt, index: 'notifications_by_user' } },
  filters: { state: { column: notifications.state, test: 'any' } },
} as const;
