import { settingsDefaults } from '@keyline/kernel';
import { principals, refreshTokens, sessions, sessionUses, tenants, users } from '@keyline/schema';
import {
  asBoolean,
  type Bound,
  columns,
  must,
  settingInSql,
  statement,
  tenant,
  update,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';

const row = {
  secretHash: refreshTokens.secretHash,
  expiresAt: refreshTokens.expiresAt,
  usedAt: refreshTokens.usedAt,
  sessionEndedAt: sessions.endedAt,
  userActive: asBoolean,
};

/** A refresh token with the state of its session; `userActive` is that of the user and of the tenant. */
export const refreshTokenByHash = statement({
  values: ['hash', 'sessionId'],
  row,
  sql: sql`SELECT ${columns(row)}, (${users.status} = 'active' AND ${principals.status} = 'active' AND ${tenants.status} = 'active') AS "userActive" FROM ${refreshTokens} JOIN ${sessions} ON ${sessions.tenantId} = ${tenant} AND ${sessions.id} = ${refreshTokens.sessionId} JOIN ${users} ON ${users.tenantId} = ${tenant} AND ${users.id} = ${sessions.userId} JOIN ${principals} ON ${principals.tenantId} = ${tenant} AND ${principals.id} = ${users.id} JOIN ${tenants} ON ${tenants.tenantId} = ${tenant} AND ${tenants.id} = ${tenant} WHERE ${refreshTokens.tenantId} = ${tenant} AND ${refreshTokens.secretHash} = ${value('hash')} AND ${refreshTokens.sessionId} = ${value('sessionId')}`,
});

/** At the commit: nobody has used the token since it was loaded. */
export const mustBeUnused = must(
  ['hash'],
  sql`SELECT ${refreshTokens.usedAt} IS NULL FROM ${refreshTokens} WHERE ${refreshTokens.tenantId} = ${tenant} AND ${refreshTokens.secretHash} = ${value('hash')}`,
);

const dayMs = 24 * 3_600_000;

/** Until when (real time) a session can be gone on with: as many days as the tenant's settings say. */
const lastDay = sql`${value('realNow')} + ${dayMs} * ${settingInSql('$.security.sessionDays', settingsDefaults.security.sessionDays)}`;

const keepToken = statement({
  values: ['secretHash', 'sessionId', 'realNow'],
  sql: sql`INSERT INTO ${refreshTokens} (tenant_id, secret_hash, session_id, issued_at, expires_at) VALUES (${tenant}, ${value('secretHash')}, ${value('sessionId')}, ${value('realNow')}, ${lastDay})`,
});

const keepUse = statement({
  values: ['sessionId', 'now', 'realNow'],
  sql: sql`INSERT INTO ${sessionUses} (tenant_id, session_id, last_used_at, expires_at) VALUES (${tenant}, ${value('sessionId')}, ${value('now')}, ${lastDay}) ON CONFLICT (tenant_id, session_id) DO UPDATE SET last_used_at = excluded.last_used_at, expires_at = excluded.expires_at`,
});

/** Keeps the next refresh token of a session. */
export function keepRefreshToken(
  secretHash: string,
  sessionId: string,
  { now, realNow }: { readonly now: number; readonly realNow: number },
): Bound[] {
  return [keepToken.bind({ secretHash, sessionId, realNow }), keepUse.bind({ sessionId, now, realNow })];
}

export function markUsed(secretHash: string, now: number): Bound {
  return update(refreshTokens, { secretHash }, { usedAt: now });
}
