import { createLink } from '@keyline/auth';
import type { Runtime } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { passwordResets } from '@keyline/schema';
import {
  type Change,
  changedAlike,
  columns,
  created,
  type LoadedRecord,
  type Moment,
  type Subject,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { instantOf } from '../domain/instants.ts';
import { resetTtlMs } from '../domain/link-times.ts';
import type { AccountsEnv } from '../env.ts';
import { openSessions, versionedSession } from './sessions.ts';
import { wholeUser, withPassword } from './users.ts';

/** A link to set a new password. Its secret is neither stored nor logged: it is derived from the link key. */
export const passwordResetSubject: Subject<typeof passwordResets> = {
  type: 'password_reset',
  table: passwordResets,
  accountOf: () => null,
  logged: ({ userId, expiresAt, endedAt }) => ({
    userId,
    expiresAt: instantOf(expiresAt),
    endedAt: instantOf(endedAt),
  }),
};

const versioned = { id: passwordResets.id, version: passwordResets.version };

/** The links of a user that are still good, or have expired unused. */
function openResets(userId: SQL): SQL {
  return sql`SELECT ${columns(versioned)} FROM ${passwordResets} WHERE ${passwordResets.tenantId} = ${tenant} AND ${passwordResets.userId} = ${userId} AND ${passwordResets.endedAt} IS NULL`;
}

export const openResetsOf = statement({
  values: ['userId'],
  row: versioned,
  sql: openResets(value('userId')),
});

const resetRow = {
  ...versioned,
  userId: passwordResets.userId,
  secretHash: passwordResets.secretHash,
  expiresAt: passwordResets.expiresAt,
  endedAt: passwordResets.endedAt,
};

export const resetById = statement({
  values: ['id'],
  row: resetRow,
  sql: sql`SELECT ${columns(resetRow)} FROM ${passwordResets} WHERE ${passwordResets.tenantId} = ${tenant} AND ${passwordResets.id} = ${value('id')}`,
});

const holder = sql`(SELECT h.user_id FROM ${passwordResets} h WHERE h.tenant_id = ${tenant} AND h.id = ${value('id')})`;

/** Whose link it is, with all that a new password ends: found by the link, in the same trip. */
export const holderOfReset = {
  user: statement({ values: ['id'], row: wholeUser, sql: withPassword(holder) }),
  sessions: statement({ values: ['id'], row: versionedSession, sql: openSessions(holder) }),
  resets: statement({ values: ['id'], row: versioned, sql: openResets(holder) }),
};

/** Makes a link for a user: the change that keeps it, and its token, which nobody else can know. */
export function newReset(
  { moment, realNow, runtime }: { moment: Moment; realNow: number; runtime: Runtime },
  { tenantId, userId }: { readonly tenantId: string; readonly userId: string },
  event: 'user.password_reset_requested' | 'password_reset.created',
) {
  const id = newId('password_reset');
  const { LINK_KEY } = runtime.env as AccountsEnv;
  const place = { cell: runtime.cell, tenantId, id, round: 1 };
  const { token, secretHash } = createLink(LINK_KEY, 'password_reset', place);
  const expiresAt = realNow + resetTtlMs;
  const fields = { id, userId, secretHash, expiresAt, endedAt: null };
  return { id, token, expiresAt, change: created(moment, passwordResetSubject, fields, { type: event }) };
}

/** The end of links: one was used, or the password was changed in another way. */
export function endResets(
  moment: Moment,
  resets: readonly LoadedRecord[],
  reason: 'used' | 'password_changed',
): Change {
  return changedAlike(
    moment,
    passwordResetSubject,
    resets,
    { endedAt: [null, moment.now] },
    {
      type: 'password_reset.ended',
      logged: { endedAt: [null, instantOf(moment.now)] },
      facts: { reason },
    },
  );
}
