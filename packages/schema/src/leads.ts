import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { recordColumns } from './columns.ts';
import { processColumns } from './processes.ts';

export const leadSources = ['partner', 'informant', 'campaign', 'ticket', 'import'] as const;
export const dealOutcomes = ['in_progress', 'won', 'lost'] as const;

/** Hints of a sale, as somebody submitted them, with what became of each. */
export const leads = sqliteTable(
  'leads',
  {
    ...recordColumns(),
    /** Whose people or key submitted it; null: the operator's own. */
    partnerId: text('partner_id'),
    source: text('source', { enum: leadSources }).notNull(),
    /** The account that was named, or that it was accepted for; it may be asked for and not there yet. */
    accountId: text('account_id'),
    accountName: text('account_name').notNull(),
    /** Of the account's name: equal keys are similar names. */
    nameKey: text('name_key').notNull(),
    category: text('category').notNull(),
    title: text('title').notNull(),
    description: text('description'),
    contactName: text('contact_name'),
    contactPhone: text('contact_phone'),
    externalId: text('external_id'),
    /** Where it is taken in. */
    orgUnitId: text('org_unit_id'),
    question: text('question'),
    answer: text('answer'),
    /** Why it was rejected. */
    reason: text('reason'),
    /** The opportunity that it is a duplicate of, and when that was made. */
    duplicateOf: text('duplicate_of'),
    duplicateSince: integer('duplicate_since'),
    /** What it became, or joined. */
    opportunityId: text('opportunity_id'),
    /** Null where it ended and nothing came of it. */
    dealOutcome: text('deal_outcome', { enum: dealOutcomes }),
    protectedUntil: integer('protected_until'),
    expiresAt: integer('expires_at').notNull(),
    ...processColumns(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
