import {
  erasures,
  identityLinks,
  recoveryCodes,
  refreshTokens,
  secondFactors,
  sessions,
  sessionUses,
} from '@keyline/schema';
import { type Bound, type Decoder, statement, tenant, value } from '@keyline/store';
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

/** Deletes by what else a user could prove that it is he: second factor, recovery codes, identities at providers. */
export function dropProofs(userId: string): Bound[] {
  return [dropSecondFactor, dropRecoveryCodes, dropIdentities].map((drop) => drop.bind({ userId }));
}

const dropSecondFactor = statement({
  values: ['userId'],
  sql: sql`DELETE FROM ${secondFactors} WHERE tenant_id = ${tenant} AND user_id = ${value('userId')}`,
});

const dropRecoveryCodes = statement({
  values: ['userId'],
  sql: sql`DELETE FROM ${recoveryCodes} WHERE tenant_id = ${tenant} AND user_id = ${value('userId')}`,
});

const dropIdentities = statement({
  values: ['userId'],
  sql: sql`DELETE FROM ${identityLinks} WHERE tenant_id = ${tenant} AND user_id = ${value('userId')}`,
});
