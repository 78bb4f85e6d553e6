import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';

/** Where a tenant lives: the only table that is read before the tenant is known. */
export const directory = sqliteTable('directory', {
  slug: text('slug').primaryKey(),
  tenantId: text('tenant_id').notNull(),
  cell: text('cell').notNull(),
});

export const tenants = sqliteTable(
  'tenants',
  {
    ...recordColumns(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    locale: text('locale', { enum: ['en', 'zh-CN'] }).notNull(),
    timeZone: text('time_zone').notNull(),
    status: text('status', { enum: ['active', 'suspended'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const orgUnitStates = ['active', 'merging', 'merged'] as const;

/** `path` is the ids from the root down, each followed by `/`: a subtree is a range of paths. */
export const orgUnits = sqliteTable(
  'org_units',
  {
    ...recordColumns(),
    parentId: text('parent_id'),
    kind: text('kind', { enum: ['company', 'branch', 'department', 'grid'] }).notNull(),
    name: text('name').notNull(),
    path: text('path').notNull(),
    /** The user in charge. */
    managerId: text('manager_id'),
    /** Keys of the business categories that a department supervises. */
    categories: json<string[]>('categories').notNull(),
    /** `merging`: its records are on their way into another unit; `merged`: they are there. */
    state: text('state', { enum: orgUnitStates }).notNull(),
    mergedIntoId: text('merged_into_id'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const users = sqliteTable(
  'users',
  {
    ...recordColumns(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    /** The e-mail in lower case: unique in the tenant, found at sign-in. */
    emailKey: text('email_key').notNull(),
    passwordHash: text('password_hash'),
    /** `invited`: has not come yet, and may not sign in. */
    status: text('status', { enum: ['active', 'blocked', 'invited'] }).notNull(),
    orgUnitId: text('org_unit_id'),
    mobile: text('mobile'),
    /** The language of messages to the user; the tenant's when there is none. */
    locale: text('locale', { enum: ['en', 'zh-CN'] }),
    /** By what another system calls him: imports know him again by it. */
    externalId: text('external_id'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** When a user is away, and who stands in for him then. Business time; without an end until he says otherwise. */
export const absences = sqliteTable(
  'absences',
  {
    tenantId: text('tenant_id').notNull(),
    userId: text('user_id').notNull(),
    absentFrom: integer('absent_from').notNull(),
    absentUntil: integer('absent_until'),
    delegateId: text('delegate_id'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId] })],
);

export const dataScopes = ['own', 'team', 'unit', 'tenant', 'partner'] as const;
export type DataScope = (typeof dataScopes)[number];

/** Roles of people; an API key has a role of its own (`kind` = `key`) that holds its permissions. */
export const roles = sqliteTable(
  'roles',
  {
    ...recordColumns(),
    key: text('key').notNull(),
    kind: text('kind', { enum: ['default', 'custom', 'key'] }).notNull(),
    name: json<{ en: string; 'zh-CN': string }>('name').notNull(),
    /** The scopes in which a holder sees data where none is named. */
    defaultScopes: json<readonly DataScope[]>('default_scopes').notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const rolePermissions = sqliteTable(
  'role_permissions',
  {
    tenantId: text('tenant_id').notNull(),
    roleId: text('role_id').notNull(),
    permission: text('permission').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.roleId, t.permission] })],
);

/** Whoever acts: a user or an API key, under one id. */
export const principals = sqliteTable(
  'principals',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    kind: text('kind', { enum: ['user', 'api_key'] }).notNull(),
    userId: text('user_id'),
    partnerId: text('partner_id'),
    status: text('status', { enum: ['active', 'blocked'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const principalRoles = sqliteTable(
  'principal_roles',
  {
    tenantId: text('tenant_id').notNull(),
    principalId: text('principal_id').notNull(),
    roleId: text('role_id').notNull(),
    scope: text('scope', { enum: dataScopes }).notNull(),
    /** The unit whose subtree the scope `unit` means. */
    orgUnitId: text('org_unit_id'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.principalId, t.roleId, t.scope] })],
);

export const apiKeys = sqliteTable(
  'api_keys',
  {
    ...recordColumns(),
    name: text('name').notNull(),
    roleId: text('role_id').notNull(),
    /** SHA-256 of the secret, hex. */
    secretHash: text('secret_hash').notNull(),
    /** The secret before the last rotation, good until `overlapEndsAt` (real time). */
    formerSecretHash: text('former_secret_hash'),
    overlapEndsAt: integer('overlap_ends_at'),
    partnerId: text('partner_id'),
    expiresAt: integer('expires_at'),
    ips: json<string[]>('ips'),
    revokedAt: integer('revoked_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** A sign-in on one device; ending it ends its access tokens at the next request. */
export const sessions = sqliteTable(
  'sessions',
  {
    ...recordColumns(),
    userId: text('user_id').notNull(),
    address: text('address'),
    userAgent: text('user_agent'),
    endedAt: integer('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** People whose data are erased: contacts and users, by their id. */
export const erasures = sqliteTable(
  'erasures',
  {
    tenantId: text('tenant_id').notNull(),
    subjectId: text('subject_id').notNull(),
    erasedAt: integer('erased_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.subjectId] })],
);

/** Refresh tokens by SHA-256 of their secret; a family is a session. Times are real time. */
export const refreshTokens = sqliteTable(
  'refresh_tokens',
  {
    tenantId: text('tenant_id').notNull(),
    secretHash: text('secret_hash').notNull(),
    sessionId: text('session_id').notNull(),
    issuedAt: integer('issued_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.secretHash] })],
);
