import { type Scoped, within } from '@keyline/auth';
import { type AttachmentSubjectType, accounts, contacts, contracts, interactions } from '@keyline/schema';
import { tenant } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { accountScoped } from './accounts.ts';

/**
 * How records of one type show what is attached to them. Another Worker's records join by an entry of their own,
 * through their table in `packages/schema`.
 */
export interface AttachmentSubject {
  /** What stands behind FROM and finds the record of this id: alias `a` is what decides the scope. */
  record(id: SQL): SQL;
  readonly scoped: Scoped;
  /** Whose scope the record has to lie in, to be there for the caller at all. */
  readonly seenBy: string;
  /** What the record itself takes, beside the permission for attachments. */
  readonly readBy: string;
  /** The account on whose timeline it shows. */
  readonly accountId: SQL;
}

/** As the Worker of the contracts lets them fall into scopes. */
const contractScoped: Scoped = {
  owner: contracts.ownerId,
  creator: contracts.createdBy,
  unit: contracts.orgUnitId,
  account: contracts.accountId,
};

const ofAccount = { scoped: accountScoped, seenBy: 'accounts.read', accountId: sql`a.id` };

/** Whoever is only named by open work sees the public part of a record: attachments are no part of it. */
export const attachmentSubjects: Readonly<Record<AttachmentSubjectType, AttachmentSubject>> = {
  account: {
    ...ofAccount,
    readBy: 'accounts.read',
    record: (id) => sql`${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = ${id}`,
  },
  contact: {
    ...ofAccount,
    readBy: 'contacts.read',
    record: (id) =>
      sql`${contacts} s CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = s.account_id WHERE s.tenant_id = ${tenant} AND s.id = ${id} AND s.removed_at IS NULL`,
  },
  interaction: {
    ...ofAccount,
    readBy: 'interactions.read',
    record: (id) =>
      sql`${interactions} s CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = s.account_id WHERE s.tenant_id = ${tenant} AND s.id = ${id}`,
  },
  contract: {
    ...{ scoped: contractScoped, seenBy: 'contracts.read', readBy: 'contracts.read' },
    accountId: sql`a.account_id`,
    record: (id) => sql`${contracts} a WHERE a.tenant_id = ${tenant} AND a.id = ${id}`,
  },
};

const all = Object.values(attachmentSubjects);

/** Every permission that the registry asks about, to be loaded as grants. */
export const subjectPermissions = [...new Set(all.flatMap(({ seenBy, readBy }) => [seenBy, readBy]))];

/** Whether the caller may do this to attachments of the record under alias `a`: by its scope, and the record's own. */
export function permittedAt({ readBy, scoped }: AttachmentSubject, permission: string): SQL {
  return sql`(${within(permission, 'a', scoped)} AND ${within(readBy, 'a', scoped)})`;
}
