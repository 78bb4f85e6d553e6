import {
  directory,
  eventOrigins,
  idempotency,
  principals,
  refreshTokens,
  tenants,
  users,
} from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { type Connection, connect, type DatabaseConfig, type Spent } from './connection.ts';
import { asBoolean, asNumber, asText, type Bound, columns, systemStatement, value } from './statement.ts';
import { storeOn, type TenantStore, unavailableOr } from './tenant-store.ts';

/**
 * The closed list of statements that cannot name a tenant: before the tenant is known (directory, sign-in)
 * and across tenants by their nature (clean-up, health). Nothing else in the program reaches over tenants.
 */
const ping = systemStatement({ row: { one: asNumber }, sql: sql`SELECT 1 AS "one"` });

const signInRow = {
  tenantId: users.tenantId,
  userId: users.id,
  passwordHash: users.passwordHash,
  active: asBoolean,
  tenantStatus: tenants.status,
};

const signInBySlug = systemStatement({
  values: ['slug', 'emailKey'],
  row: signInRow,
  sql: sql`SELECT ${columns(signInRow)}, (${users.status} = 'active' AND ${principals.status} = 'active') AS "active" FROM ${directory} JOIN ${tenants} ON ${tenants.tenantId} = ${directory.tenantId} AND ${tenants.id} = ${directory.tenantId} JOIN ${users} ON ${users.tenantId} = ${directory.tenantId} AND ${users.emailKey} = ${value('emailKey')} JOIN ${principals} ON ${principals.tenantId} = ${directory.tenantId} AND ${principals.id} = ${users.id} WHERE ${directory.slug} = ${value('slug')}`,
});

const slugRow = {
  tenantId: directory.tenantId,
  fingerprint: asText,
  status: asNumber,
  headers: asText,
  body: asText,
};

const tenantBySlug = systemStatement({
  values: ['slug', 'key'],
  row: slugRow,
  sql: sql`SELECT ${columns(slugRow)}, i.fingerprint AS "fingerprint", i.status AS "status", i.headers AS "headers", i.body AS "body" FROM ${directory} LEFT JOIN ${idempotency} i ON i.tenant_id = ${directory.tenantId} AND i.caller = 'anonymous' AND i.key = ${value('key')} WHERE ${directory.slug} = ${value('slug')}`,
});

const oldAnswers = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${idempotency} WHERE rowid IN (SELECT rowid FROM ${idempotency} WHERE created_at < ${value('before')} LIMIT ${value('limit')})`,
});

const oldRefreshTokens = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${refreshTokens} WHERE rowid IN (SELECT rowid FROM ${refreshTokens} WHERE expires_at < ${value('before')} LIMIT ${value('limit')})`,
});

const oldOrigins = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${eventOrigins} WHERE rowid IN (SELECT rowid FROM ${eventOrigins} WHERE recorded_at < ${value('before')} LIMIT ${value('limit')})`,
});

export interface SystemStore {
  readonly spent: Spent;
  /** Whether the database answers. */
  ping(): Promise<void>;
  /** The user with this e-mail in the tenant of this slug, with what a password is checked against. */
  findSignIn(slug: string, emailKey: string): Promise<ReturnType<typeof signInBySlug.decode> | undefined>;
  /** The tenant that has the slug, and the first answer to the sign-up that took it when the key is the same. */
  findSlug(slug: string, key: string): Promise<ReturnType<typeof tenantBySlug.decode> | undefined>;
  /** Deletes up to `limit` first answers older than `before` (real time); returns how many. */
  deleteOldAnswers(before: number, limit: number): Promise<number>;
  /** Deletes up to `limit` refresh tokens that ended before (real time); returns how many. */
  deleteOldRefreshTokens(before: number, limit: number): Promise<number>;
  /** Deletes up to `limit` origins of events recorded before (real time); returns how many. */
  deleteOldOrigins(before: number, limit: number): Promise<number>;
  /** Access to one tenant on the same connection. */
  forTenant(tenantId: string, principalId: string): TenantStore;
}

export function systemStore(config: DatabaseConfig): SystemStore {
  return systemStoreOn(connect(config));
}

function systemStoreOn(connection: Connection): SystemStore {
  async function one<Row>(bound: Bound<Row>): Promise<Row | undefined> {
    const [result] = await unavailableOr(() => connection.trip('read', [bound], {}));
    const row = result?.rows[0];
    return row && bound.statement.decode(row);
  }
  async function remove(bound: Bound): Promise<number> {
    const [result] = await unavailableOr(() => connection.trip('write', [bound], {}));
    return result?.rowsAffected ?? 0;
  }
  return {
    spent: connection.spent,
    ping: async () => {
      await one(ping.bind({}));
    },
    findSignIn: (slug, emailKey) => one(signInBySlug.bind({ slug, emailKey })),
    findSlug: (slug, key) => one(tenantBySlug.bind({ slug, key })),
    deleteOldAnswers: (before, limit) => remove(oldAnswers.bind({ before, limit })),
    deleteOldRefreshTokens: (before, limit) => remove(oldRefreshTokens.bind({ before, limit })),
    deleteOldOrigins: (before, limit) => remove(oldOrigins.bind({ before, limit })),
    forTenant: (tenantId, principalId) => storeOn(connection, tenantId, principalId),
  };
}
