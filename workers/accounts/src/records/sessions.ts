import { sessions, sessionUses } from '@keyline/schema';
import {
  asNumber,
  type Change,
  changedAlike,
  columns,
  type LoadedRecord,
  type Moment,
  principal,
  type Subject,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { instantOf } from '../domain/instants.ts';

export const sessionSubject: Subject<typeof sessions> = {
  type: 'session',
  table: sessions,
  accountOf: () => null,
  logged: ({ userId, address, userAgent, endedAt }) => ({
    userId,
    address,
    userAgent,
    endedAt: instantOf(endedAt),
  }),
};

const sessionRow = {
  id: sessions.id,
  version: sessions.version,
  createdAt: sessions.createdAt,
  updatedAt: sessions.updatedAt,
  createdBy: sessions.createdBy,
  userId: sessions.userId,
  address: sessions.address,
  userAgent: sessions.userAgent,
  endedAt: sessions.endedAt,
};

export const sessionById = statement({
  values: ['id'],
  row: sessionRow,
  sql: sql`SELECT ${columns(sessionRow)} FROM ${sessions} WHERE ${sessions.tenantId} = ${tenant} AND ${sessions.id} = ${value('id')}`,
});

/** A session of the caller's own that has not ended. */
export const ownOpenSession = statement({
  values: ['id'],
  row: sessionRow,
  sql: sql`SELECT ${columns(sessionRow)} FROM ${sessions} WHERE ${sessions.tenantId} = ${tenant} AND ${sessions.id} = ${value('id')} AND ${sessions.userId} = ${principal} AND ${sessions.endedAt} IS NULL`,
});

/** A session of this user that has not ended. */
export const openSessionOfUser = statement({
  values: ['id', 'userId'],
  row: sessionRow,
  sql: sql`SELECT ${columns(sessionRow)} FROM ${sessions} WHERE ${sessions.tenantId} = ${tenant} AND ${sessions.id} = ${value('id')} AND ${sessions.userId} = ${value('userId')} AND ${sessions.endedAt} IS NULL`,
});

/** The list of a user's open sessions, each with its last use. */
export const listedSessions = {
  table: sessions,
  row: { ...sessionRow, lastUsedAt: asNumber },
  computed: sql`coalesce((SELECT su.last_used_at FROM ${sessionUses} su WHERE su.tenant_id = ${tenant} AND su.session_id = a.id), a.created_at) AS "lastUsedAt"`,
  id: sessions.id,
  parent: sessions.userId,
  sorts: { createdAt: { column: sessions.createdAt, index: 'sessions_open' } },
  filters: {},
  always: (alias: string) => sql`${sql.identifier(alias)}.ended_at IS NULL`,
};

/** What ending many of them needs to know of each. */
export const versionedSession = { id: sessions.id, version: sessions.version };

/** The sessions of the user of this id that have not ended. */
export function openSessions(userId: SQL): SQL {
  return sql`SELECT ${columns(versionedSession)} FROM ${sessions} WHERE ${sessions.tenantId} = ${tenant} AND ${sessions.userId} = ${userId} AND ${sessions.endedAt} IS NULL`;
}

export const openSessionsOf = statement({
  values: ['userId'],
  row: versionedSession,
  sql: openSessions(value('userId')),
});

/** Why a session came to its end, as its event tells. */
export type EndReason =
  | 'signed_out_everywhere'
  | 'ended_by_user'
  | 'ended_by_administrator'
  | 'password_changed'
  | 'password_reset'
  | 'expired';

/** The end of many sessions at once: each is refused at its next request. */
export function endSessions(
  moment: Moment,
  ended: readonly LoadedRecord[],
  reason: EndReason,
): Change<readonly string[]> {
  return changedAlike(
    moment,
    sessionSubject,
    ended,
    { endedAt: [null, moment.now] },
    { type: 'session.ended', logged: { endedAt: [null, instantOf(moment.now)] }, facts: { reason } },
  );
}

/** Those of these sessions (a JSON list of ids) that have not ended. */
export const openSessionsAmong = statement({
  values: ['ids'],
  row: versionedSession,
  sql: sql`SELECT ${columns(versionedSession)} FROM json_each(${value('ids')}) j CROSS JOIN ${sessions} ON ${sessions.tenantId} = ${tenant} AND ${sessions.id} = j.value WHERE ${sessions.endedAt} IS NULL`,
});

/** Forgets until when these sessions (a JSON list of ids) could be gone on with. */
export const forgetUses = statement({
  values: ['ids'],
  sql: sql`DELETE FROM ${sessionUses} WHERE tenant_id = ${tenant} AND session_id IN (SELECT j.value FROM json_each(${value('ids')}) j)`,
});
