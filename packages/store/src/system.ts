import {
  directory,
  eventOrigins,
  handovers,
  idempotency,
  identityProviders,
  oidcAttempts,
  orgUnits,
  partners,
  principals,
  recoveryCodes,
  refreshTokens,
  secondFactors,
  sessionUses,
  tenants,
  throttles,
  users,
} from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { type Connection, connect, type DatabaseConfig, type Spent } from './connection.ts';
import { asBoolean, asNumber, asText, type Bound, columns, systemStatement, value } from './statement.ts';
import { type CalendarStore, calendarStore } from './system/calendars.ts';
import { type ChurnStore, churnStore } from './system/churn.ts';
import { type DeadlineStore, deadlineStore } from './system/deadlines.ts';
import { type DeliveryStore, deliveryStore } from './system/deliveries.ts';
import { type FileStore, fileStore } from './system/files.ts';
import { type ImportStore, importStore } from './system/imports.ts';
import { type JobRunStore, jobRunStore } from './system/job-runs.ts';
import { type LeaseStore, leaseStore } from './system/leases.ts';
import { type RelayStore, relayStore } from './system/relay.ts';
import { systemRun } from './system/run.ts';
import { type SealingStore, sealingStore } from './system/sealing.ts';
import { type StrayMessage, strayMessageKept } from './system/stray-messages.ts';
import { type VitalsStore, vitalsStore } from './system/vitals.ts';
import { storeOn, type TenantStore, unavailableOr } from './tenant-store.ts';
import { blockedUntil, type Count, clearingOf, countingOf, countingValues } from './throttles.ts';

/**
 * The closed list of statements that cannot name a tenant, here and in `system/`: before the tenant is known
 * (directory, sign-in) and across tenants by their nature (clean-up, health, sweeps, leases). Nothing else in the
 * program reaches over tenants.
 */
const ping = systemStatement({ row: { one: asNumber }, sql: sql`SELECT 1 AS "one"` });

const signInRow = {
  tenantId: users.tenantId,
  userId: users.id,
  passwordHash: users.passwordHash,
  active: asBoolean,
  tenantStatus: tenants.status,
  /** Of a confirmed second factor. */
  sealedSecret: asText,
  lastStep: (raw: unknown) => (raw === null ? null : asNumber(raw)),
  /** Whether the code given is one of the user's recovery codes. */
  recoveryKnown: asBoolean,
};

const signInBySlug = systemStatement({
  values: ['slug', 'emailKey', 'codeHash'],
  row: signInRow,
  sql: sql`SELECT ${columns(signInRow)}, (${users.status} = 'active' AND ${principals.status} = 'active' AND (${principals.partnerId} IS NULL OR ${partners.state} = 'active')) AS "active", sf.sealed_secret AS "sealedSecret", sf.last_step AS "lastStep", EXISTS (SELECT 1 FROM ${recoveryCodes} rc WHERE rc.tenant_id = ${directory.tenantId} AND rc.user_id = ${users.id} AND rc.code_hash = ${value('codeHash')}) AS "recoveryKnown" FROM ${directory} JOIN ${tenants} ON ${tenants.tenantId} = ${directory.tenantId} AND ${tenants.id} = ${directory.tenantId} JOIN ${users} ON ${users.tenantId} = ${directory.tenantId} AND ${users.emailKey} = ${value('emailKey')} JOIN ${principals} ON ${principals.tenantId} = ${directory.tenantId} AND ${principals.id} = ${users.id} LEFT JOIN ${partners} ON ${partners.tenantId} = ${directory.tenantId} AND ${partners.id} = ${principals.partnerId} LEFT JOIN ${secondFactors} sf ON sf.tenant_id = ${directory.tenantId} AND sf.user_id = ${users.id} AND sf.confirmed_at IS NOT NULL WHERE ${directory.slug} = ${value('slug')}`,
});

const blockedSignIn = systemStatement({
  values: ['slug', 'emailKey', 'purpose', 'keys'],
  row: { blockedUntil: asNumber },
  sql: sql`SELECT ${blockedUntil(sql`SELECT k.value FROM json_each(${value('keys')}) k UNION ALL SELECT ${value('purpose')} || ' ' || d.tenant_id || ' ' || u.id FROM ${directory} d JOIN ${users} u ON u.tenant_id = d.tenant_id AND u.email_key = ${value('emailKey')} WHERE d.slug = ${value('slug')}`)} AS "blockedUntil"`,
});

const mustBeFree = systemStatement({
  values: ['keys', 'now'],
  sql: sql`INSERT INTO must SELECT ${blockedUntil(sql`SELECT k.value FROM json_each(${value('keys')}) k`)} <= ${value('now')}`,
});

const counting = systemStatement({ values: ['key', ...countingValues], sql: countingOf(value('key')) });

const clearing = systemStatement({ values: ['key'], sql: clearingOf(value('key')) });

const expiredRow = { tenantId: sessionUses.tenantId, sessionId: sessionUses.sessionId };

const expiredSessions = systemStatement({
  values: ['by', 'limit'],
  row: expiredRow,
  sql: sql`SELECT ${columns(expiredRow)} FROM ${sessionUses} WHERE ${sessionUses.expiresAt} <= ${value('by')} LIMIT ${value('limit')}`,
});

const forgottenThrottles = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${throttles} WHERE rowid IN (SELECT rowid FROM ${throttles} WHERE forgotten_at < ${value('before')} LIMIT ${value('limit')})`,
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

const signInProviderRow = {
  tenantId: identityProviders.tenantId,
  id: identityProviders.id,
  name: identityProviders.name,
  issuer: identityProviders.issuer,
  clientId: identityProviders.clientId,
  scopes: identityProviders.scopes,
  redirectUris: identityProviders.redirectUris,
};

const providersBySlug = systemStatement({
  values: ['slug', 'id'],
  row: signInProviderRow,
  sql: sql`SELECT ${columns(signInProviderRow)} FROM ${directory} JOIN ${tenants} ON ${tenants.tenantId} = ${directory.tenantId} AND ${tenants.id} = ${directory.tenantId} AND ${tenants.status} = 'active' JOIN ${identityProviders} ON ${identityProviders.tenantId} = ${directory.tenantId} AND ${identityProviders.removedAt} IS NULL AND ${identityProviders.state} = 'active' WHERE ${directory.slug} = ${value('slug')} AND ${identityProviders.id} = coalesce(${value('id')}, ${identityProviders.id}) ORDER BY ${identityProviders.name} LIMIT 100`,
});

const oldAnswers = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${idempotency} WHERE rowid IN (SELECT rowid FROM ${idempotency} WHERE created_at < ${value('before')} LIMIT ${value('limit')})`,
});

const oldRefreshTokens = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${refreshTokens} WHERE rowid IN (SELECT rowid FROM ${refreshTokens} WHERE expires_at < ${value('before')} LIMIT ${value('limit')})`,
});

const oldOidcAttempts = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${oidcAttempts} WHERE rowid IN (SELECT rowid FROM ${oidcAttempts} WHERE expires_at < ${value('before')} LIMIT ${value('limit')})`,
});

const oldOrigins = systemStatement({
  values: ['before', 'limit'],
  sql: sql`DELETE FROM ${eventOrigins} WHERE rowid IN (SELECT rowid FROM ${eventOrigins} WHERE recorded_at < ${value('before')} LIMIT ${value('limit')})`,
});
const handoverRow = { tenantId: handovers.tenantId, id: handovers.id };

const handoversRunning = systemStatement({
  values: ['afterTenant', 'afterId', 'limit'],
  row: handoverRow,
  sql: sql`SELECT ${columns(handoverRow)} FROM ${handovers} INDEXED BY handovers_running WHERE ${handovers.state} = 'running' AND (${handovers.tenantId}, ${handovers.id}) > (${value('afterTenant')}, ${value('afterId')}) ORDER BY ${handovers.tenantId}, ${handovers.id} LIMIT ${value('limit')}`,
});

const mergingRow = { tenantId: orgUnits.tenantId, id: orgUnits.id };

const unitsMerging = systemStatement({
  values: ['limit'],
  row: mergingRow,
  sql: sql`SELECT ${columns(mergingRow)} FROM ${orgUnits} INDEXED BY org_units_merging WHERE ${orgUnits.state} = 'merging' LIMIT ${value('limit')}`,
});
/** Who asks to be let in, as their failures are counted. */
export interface Knock {
  readonly slug: string;
  readonly emailKey: string;
  /** What a user's own count begins with. */
  readonly purpose: string;
  /** Further counts that may refuse it. */
  readonly keys: readonly string[];
  /** The hash of a recovery code that was given; empty: none. */
  readonly codeHash: string;
}

/** An attempt to be let in, as its commit writes it: refused when any of its counts has run out meanwhile. */
export interface Attempt {
  readonly counts: readonly Count[];
  /** The counts that it raises. */
  readonly failed: readonly Count[];
  /** The counts that it clears. */
  readonly cleared: readonly Count[];
  /** Real time. */
  readonly now: number;
}

export interface SystemStore
  extends FileStore,
    ImportStore,
    LeaseStore,
    DeadlineStore,
    JobRunStore,
    VitalsStore,
    RelayStore,
    SealingStore,
    CalendarStore,
    ChurnStore,
    DeliveryStore {
  readonly spent: Spent;
  /** Whether the database answers. */
  ping(): Promise<void>;
  /**
   * The user with this e-mail in the tenant of this slug, with what a password is checked against, and until
   * when (real time) every attempt like this one is refused.
   */
  findSignIn(knock: Knock): Promise<{ readonly user: SignInUser | undefined; readonly blockedUntil: number }>;
  /** The tenant that has the slug, and the first answer to the sign-up that took it when the key is the same. */
  findSlug(slug: string, key: string): Promise<ReturnType<typeof tenantBySlug.decode> | undefined>;
  /** Up to `limit` handovers of work that goes on, by tenant and id, those behind the one that is named. */
  findRunningHandovers(limit: number, after?: RunningHandover): Promise<RunningHandover[]>;
  /** Up to `limit` org units whose records are on their way into another unit. */
  findMergingUnits(limit: number): Promise<ReturnType<typeof unitsMerging.decode>[]>;
  /** Deletes up to `limit` first answers older than `before` (real time); returns how many. */
  deleteOldAnswers(before: number, limit: number): Promise<number>;
  /** Deletes up to `limit` refresh tokens that ended before (real time); returns how many. */
  deleteOldRefreshTokens(before: number, limit: number): Promise<number>;
  /**
   * The identity providers by which people of the tenant of this slug sign in at present, by name, a hundred at
   * most; with an id, only that one.
   */
  findSignInProviders(slug: string, id?: string): Promise<SignInProvider[]>;
  /** Deletes up to `limit` sign-ins under way that ended before (real time); returns how many. */
  deleteOldOidcAttempts(before: number, limit: number): Promise<number>;
  /** Deletes up to `limit` origins of events recorded before (real time); returns how many. */
  deleteOldOrigins(before: number, limit: number): Promise<number>;
  /** Up to `limit` sessions that cannot be gone on with any more by then (real time). */
  findExpiredSessions(by: number, limit: number): Promise<ReturnType<typeof expiredSessions.decode>[]>;
  /** Deletes up to `limit` counts of failures that were forgiven before (real time); returns how many. */
  deleteForgottenThrottles(before: number, limit: number): Promise<number>;
  /** Keeps a message that names no event of ours, once. */
  keepStrayMessage(message: StrayMessage): Promise<void>;
  /** Access to one tenant on the same connection. Every commit writes the attempt too, in whatever tenant. */
  forTenant(tenantId: string, principalId: string, attempt?: Attempt): TenantStore;
}

/** A user who may be signing in. */
export type SignInUser = ReturnType<typeof signInBySlug.decode>;

function attemptStatements({ counts, failed, cleared, now }: Attempt): Bound[] {
  return [
    mustBeFree.bind({ keys: JSON.stringify(counts.map(({ key }) => key)), now }),
    ...failed.map(({ key, pace }) => counting.bind({ key, now, free: pace.free, forgive: pace.forgiveMs })),
    ...cleared.map(({ key }) => clearing.bind({ key })),
  ];
}

/** Where to find a handover that goes on. */
export type RunningHandover = ReturnType<typeof handoversRunning.decode>;

/** An identity provider as a sign-in begins with it. */
export type SignInProvider = ReturnType<typeof providersBySlug.decode>;

export function systemStore(config: DatabaseConfig): SystemStore {
  return systemStoreOn(connect(config));
}

function systemStoreOn(connection: Connection): SystemStore {
  const run = systemRun(connection);
  const { many, one, write } = run;
  return {
    ...deliveryStore(run),
    spent: connection.spent,
    ...fileStore(run),
    ...importStore(run),
    ...leaseStore(run),
    ...calendarStore(run),
    ...churnStore(run),
    ...deadlineStore(run),
    ...jobRunStore(run),
    ...vitalsStore(run),
    ...sealingStore(run),
    ...relayStore(connection),
    ping: async () => {
      await one(ping.bind({}));
    },
    async findSignIn({ slug, emailKey, purpose, keys, codeHash }) {
      const asked = [
        signInBySlug.bind({ slug, emailKey, codeHash }),
        blockedSignIn.bind({ slug, emailKey, purpose, keys: JSON.stringify(keys) }),
      ];
      const [found, blocked] = await unavailableOr(() => connection.trip('read', asked, {}));
      const [user, wait] = [found?.rows[0], blocked?.rows[0]];
      return {
        user: user && signInBySlug.decode(user),
        blockedUntil: wait === undefined ? 0 : blockedSignIn.decode(wait).blockedUntil,
      };
    },
    findSlug: (slug, key) => one(tenantBySlug.bind({ slug, key })),
    findRunningHandovers: (limit, after) =>
      many(handoversRunning.bind({ afterTenant: after?.tenantId ?? '', afterId: after?.id ?? '', limit })),
    findMergingUnits: (limit) => many(unitsMerging.bind({ limit })),
    deleteOldAnswers: (before, limit) => write(oldAnswers.bind({ before, limit })),
    deleteOldRefreshTokens: (before, limit) => write(oldRefreshTokens.bind({ before, limit })),
    findSignInProviders: (slug, id) => many(providersBySlug.bind({ slug, id: id ?? null })),
    deleteOldOidcAttempts: (before, limit) => write(oldOidcAttempts.bind({ before, limit })),
    findExpiredSessions: (by, limit) => many(expiredSessions.bind({ by, limit })),
    deleteOldOrigins: (before, limit) => write(oldOrigins.bind({ before, limit })),
    deleteForgottenThrottles: (before, limit) => write(forgottenThrottles.bind({ before, limit })),
    keepStrayMessage: async (message) => {
      await write(strayMessageKept(message));
    },
    forTenant: (tenantId, principalId, attempt) =>
      storeOn(connection, tenantId, principalId, attempt && attemptStatements(attempt)),
  };
}
