import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';
import type { DataScope } from './people.ts';

/** What a value of the role claim gives: a role in a scope. */
export interface MappedRole {
  readonly value: string;
  readonly roleId: string;
  readonly dataScope: DataScope;
  /** The unit that the scope `unit` means; null: the user's own, and in every other scope. */
  readonly orgUnitId: string | null;
}

/** Where a tenant lets its people sign in beside its own passwords. */
export const identityProviders = sqliteTable(
  'identity_providers',
  {
    ...recordColumns(),
    name: text('name').notNull(),
    state: text('state', { enum: ['active', 'disabled'] }).notNull(),
    issuer: text('issuer').notNull(),
    /** What the provider calls this tenant. */
    clientId: text('client_id').notNull(),
    /** Sealed; null for a public client. */
    clientSecret: text('client_secret'),
    scopes: json<readonly string[]>('scopes').notNull(),
    redirectUris: json<readonly string[]>('redirect_uris').notNull(),
    /** In lower case; null: addresses of every domain. */
    emailDomains: json<readonly string[]>('email_domains'),
    signUpUsers: integer('sign_up_users', { mode: 'boolean' }).notNull(),
    roleClaim: text('role_claim'),
    roleMapping: json<readonly MappedRole[]>('role_mapping').notNull(),
    /** A removed provider keeps its place in history, without its secret. */
    removedAt: integer('removed_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Which user a provider's person is. */
export const identityLinks = sqliteTable(
  'identity_links',
  {
    tenantId: text('tenant_id').notNull(),
    providerId: text('provider_id').notNull(),
    /** What the provider calls the person, for ever. */
    subject: text('subject').notNull(),
    userId: text('user_id').notNull(),
    linkedAt: integer('linked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.providerId, t.subject] })],
);

/** A sign-in under way, by SHA-256 of its state. Times are real time. */
export const oidcAttempts = sqliteTable(
  'oidc_attempts',
  {
    tenantId: text('tenant_id').notNull(),
    stateHash: text('state_hash').notNull(),
    /** SHA-256 of what only the browser has that began it. */
    bindingHash: text('binding_hash').notNull(),
    providerId: text('provider_id').notNull(),
    redirectUri: text('redirect_uri').notNull(),
    /** Until when one request has it to itself; 0: nobody has. */
    claimedUntil: integer('claimed_until').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.stateHash] })],
);
