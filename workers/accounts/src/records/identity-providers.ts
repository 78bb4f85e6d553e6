import { seal, unseal } from '@keyline/auth';
import type { Runtime } from '@keyline/http';
import { identityLinks, identityProviders } from '@keyline/schema';
import { columns, type RecordState, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { instantOf } from '../domain/instants.ts';
import type { AccountsEnv } from '../env.ts';
import { viewIdentityProvider } from '../views/identity-provider.ts';
import { ownFields } from '../views.ts';

export type IdentityProviderRow = RecordState<typeof identityProviders>;

export const identityProviderSubject: Subject<typeof identityProviders> = {
  type: 'identity_provider',
  table: identityProviders,
  accountOf: () => null,
  logged(row) {
    const { hasClientSecret: _, ...fields } = ownFields(viewIdentityProvider(row));
    return { ...fields, clientSecret: row.clientSecret, removedAt: instantOf(row.removedAt) };
  },
};

export const identityProviderRow = {
  id: identityProviders.id,
  version: identityProviders.version,
  createdAt: identityProviders.createdAt,
  updatedAt: identityProviders.updatedAt,
  createdBy: identityProviders.createdBy,
  name: identityProviders.name,
  state: identityProviders.state,
  issuer: identityProviders.issuer,
  clientId: identityProviders.clientId,
  clientSecret: identityProviders.clientSecret,
  scopes: identityProviders.scopes,
  redirectUris: identityProviders.redirectUris,
  emailDomains: identityProviders.emailDomains,
  signUpUsers: identityProviders.signUpUsers,
  roleClaim: identityProviders.roleClaim,
  roleMapping: identityProviders.roleMapping,
  removedAt: identityProviders.removedAt,
};

export const identityProviderById = statement({
  values: ['id'],
  row: identityProviderRow,
  sql: sql`SELECT ${columns(identityProviderRow)} FROM ${identityProviders} WHERE ${identityProviders.tenantId} = ${tenant} AND ${identityProviders.id} = ${value('id')} AND ${identityProviders.removedAt} IS NULL`,
});

/** A provider of this name other than `self`. */
export const identityProviderByName = statement({
  values: ['name', 'self'],
  row: { id: identityProviders.id },
  sql: sql`SELECT ${identityProviders.id} AS "id" FROM ${identityProviders} WHERE ${identityProviders.tenantId} = ${tenant} AND ${identityProviders.name} = ${value('name')} AND ${identityProviders.removedAt} IS NULL AND ${identityProviders.id} <> ${value('self')}`,
});

/** Forgets whom a provider's people are: what it calls them means nothing any more. */
export const forgetLinks = statement({
  values: ['providerId'],
  sql: sql`DELETE FROM ${identityLinks} WHERE ${identityLinks.tenantId} = ${tenant} AND ${identityLinks.providerId} = ${value('providerId')}`,
});

const contextOf = (providerId: string) => `identity_provider ${providerId}`;

/** A client secret as it is stored. */
export function sealClientSecret(runtime: Runtime, providerId: string, secret: string): Promise<string> {
  return seal((runtime.env as AccountsEnv).SEAL_KEY, contextOf(providerId), secret);
}

/** The client secret of a provider; null for a public client. */
export async function clientSecretOf(
  runtime: Runtime,
  { id, clientSecret }: Pick<IdentityProviderRow, 'id' | 'clientSecret'>,
): Promise<string | null> {
  if (clientSecret === null) return null;
  return unseal((runtime.env as AccountsEnv).SEAL_KEY, contextOf(id), clientSecret);
}

const ofUser = sql`${identityLinks.tenantId} = ${tenant} AND ${identityLinks.userId} = ${value('userId')} AND ${identityLinks.providerId} = ${value('providerId')}`;

/** By which a provider knows a user; no row where it does not. */
export const identityOfUser = statement({
  values: ['userId', 'providerId'],
  row: { subject: identityLinks.subject },
  sql: sql`SELECT ${identityLinks.subject} AS "subject" FROM ${identityLinks} WHERE ${ofUser}`,
});

/** The provider knows the user no more. */
export const unlinkIdentity = statement({
  values: ['userId', 'providerId'],
  sql: sql`DELETE FROM ${identityLinks} WHERE ${ofUser}`,
});
