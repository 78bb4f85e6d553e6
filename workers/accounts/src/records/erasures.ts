import { erasures, refreshTokens, sessions, sessionUses } from '@keyline/schema';
import { type Decoder, statement, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';

/** When the person of this id was erased, as "erasedAt"; null for all others. */
export function erasedAt(id: SQL): SQL {
  return sql`(SELECT er.erased_at FROM ${erasures} er WHERE er.tenant_id = ${tenant} AND er.subject_id = ${id}) AS "erasedAt"`;
}

/** Reads it. */
export const asErasedAt: Decoder<number | null> = (raw) => (raw === null ? null : Number(raw));

/** Ends a user's sessions and takes away from where they were opened. */
export const scrubSessions = statement({
  values: ['userId', 'now'],
  sql: sql`UPDATE ${sessions} SET address = NULL, user_agent = NULL, ended_at = coalesce(ended_at, ${value('now')}) WHERE tenant_id = ${tenant} AND user_id = ${value('userId')}`,
});

/** Forgets until when a user's sessions could be gone on with. */
export const dropSessionUses = statement({
  values: ['userId'],
  sql: sql`DELETE FROM ${sessionUses} WHERE tenant_id = ${tenant} AND session_id IN (SELECT s.id FROM ${sessions} s WHERE s.tenant_id = ${tenant} AND s.user_id = ${value('userId')})`,
});

/** Deletes a user's refresh tokens. */
export const dropRefreshTokens = statement({
  values: ['userId'],
  sql: sql`DELETE FROM ${refreshTokens} WHERE tenant_id = ${tenant} AND session_id IN (SELECT s.id FROM ${sessions} s WHERE s.tenant_id = ${tenant} AND s.user_id = ${value('userId')})`,
});
