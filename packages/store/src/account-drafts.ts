import { nameKey } from '@keyline/kernel';
import { privateChanges } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { fact, type Moment } from './changes.ts';
import type { FactDraft } from './event-statements.ts';
import { statement, tenant, value } from './statement.ts';

/** What is known of a customer whom nobody has among the accounts yet. */
export interface AccountDraft {
  /** Made by whoever asks, and stored where the customer was named. */
  readonly accountId: string;
  /** Stands in the log: never that of a person. */
  readonly name: string;
  /** By which accounts of a similar name are found; absent: that of the name, null: none is alike. */
  readonly nameKey?: string | null;
  readonly source: 'lead' | 'ticket' | 'import';
  readonly contactName?: string | null;
  readonly phone?: string | null;
  readonly ownerId?: string | null;
  readonly orgUnitId?: string | null;
}

/**
 * Asks the accounts Worker for a draft under an id that was made here: a fact of the commit that stores the id. Whom to
 * call is private: it stands apart from the log, until the draft is made.
 */
export function accountDraftRequested(moment: Moment, draft: AccountDraft): FactDraft {
  const {
    accountId,
    name,
    source,
    nameKey: key = nameKey(name),
    contactName = null,
    phone = null,
    ownerId = null,
    orgUnitId = null,
  } = draft;
  const known = Object.entries({ contactName, phone }).filter(([, text]) => text !== null);
  return fact(moment, {
    type: 'account.draft_requested',
    ...{ subjectType: 'account', subjectId: accountId, accountId },
    data: {
      ...{ name, nameKey: key, source, ownerId, orgUnitId },
      ...(known.length > 0 && { privateChanges: known.map(([field]) => field) }),
    },
    privates: Object.fromEntries(known.map(([field, text]) => [field, [null, text] as const])),
  });
}

/** Whom to call at the customer of a draft that was asked for by this event. */
export const draftContact = statement({
  values: ['eventId'],
  row: { field: privateChanges.field, after: privateChanges.after },
  sql: sql`SELECT p.field AS "field", p.after AS "after" FROM ${privateChanges} p WHERE p.tenant_id = ${tenant} AND p.event_id = ${value('eventId')}`,
});

/** Forgets it, once it stands with the account. */
export const draftContactTaken = statement({
  values: ['eventId'],
  sql: sql`DELETE FROM ${privateChanges} WHERE tenant_id = ${tenant} AND event_id = ${value('eventId')}`,
});
