import { createLink } from '@keyline/auth';
import type { Runtime } from '@keyline/http';
import { invitations, partners, principals, users } from '@keyline/schema';
import { columns, must, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { instantOf } from '../domain/instants.ts';
import { invitationTtlMs } from '../domain/link-times.ts';
import type { AccountsEnv } from '../env.ts';
import { toChange, userChanging, wholeUser, withPassword } from './users.ts';

export const invitationSubject: Subject<typeof invitations> = {
  type: 'invitation',
  table: invitations,
  accountOf: () => null,
  logged: ({ userId, state, round, expiresAt }) => ({
    userId,
    state,
    round,
    expiresAt: instantOf(expiresAt),
  }),
};

/** An invitation's own columns. */
export const invitationRow = {
  id: invitations.id,
  version: invitations.version,
  createdAt: invitations.createdAt,
  updatedAt: invitations.updatedAt,
  createdBy: invitations.createdBy,
  userId: invitations.userId,
  state: invitations.state,
  secretHash: invitations.secretHash,
  round: invitations.round,
  expiresAt: invitations.expiresAt,
};

const shown = {
  ...invitationRow,
  name: users.name,
  email: users.email,
  partnerId: principals.partnerId,
};

/** An invitation with who is invited. */
export const invitationById = statement({
  values: ['id'],
  row: shown,
  sql: sql`SELECT ${columns(shown)} FROM ${invitations} JOIN ${users} ON ${users.tenantId} = ${tenant} AND ${users.id} = ${invitations.userId} JOIN ${principals} ON ${principals.tenantId} = ${tenant} AND ${principals.id} = ${invitations.userId} WHERE ${invitations.tenantId} = ${tenant} AND ${invitations.id} = ${value('id')}`,
});

const invited = sql`(SELECT i.user_id FROM ${invitations} i WHERE i.tenant_id = ${tenant} AND i.id = ${value('id')})`;

/** Who is invited, with what his roles allow that the caller may not hand on. */
export const invitedToChange = statement({ values: ['id'], row: userChanging, sql: toChange(invited) });

/** Who is invited, to set his password. */
export const invitedUser = statement({ values: ['id'], row: wholeUser, sql: withPassword(invited) });

/** The partner for which the one invited is to act; no row for people of the tenant itself. */
export const partnerOfInvited = statement({
  values: ['id'],
  row: { name: partners.name, state: partners.state },
  sql: sql`SELECT p.name AS "name", p.state AS "state" FROM ${principals} m CROSS JOIN ${partners} p ON p.tenant_id = ${tenant} AND p.id = m.partner_id WHERE m.tenant_id = ${tenant} AND m.id = ${invited}`,
});

/** At the commit: the partner of this user, if he has one, is active. */
export const mustHaveActivePartner = must(
  ['userId'],
  sql`NOT EXISTS (SELECT 1 FROM ${principals} m CROSS JOIN ${partners} p ON p.tenant_id = ${tenant} AND p.id = m.partner_id WHERE m.tenant_id = ${tenant} AND m.id = ${value('userId')} AND p.state <> 'active')`,
);

/** The link of this round of an invitation: its token, what is stored of it, and until when it is good. */
export function linkOf(
  { runtime, realNow }: { readonly runtime: Runtime; readonly realNow: number },
  { tenantId, id, round }: { readonly tenantId: string; readonly id: string; readonly round: number },
) {
  const { LINK_KEY } = runtime.env as AccountsEnv;
  const { token, secretHash } = createLink(LINK_KEY, 'invitation', {
    cell: runtime.cell,
    tenantId,
    id,
    round,
  });
  return { token, stored: { secretHash, round, expiresAt: realNow + invitationTtlMs } };
}
