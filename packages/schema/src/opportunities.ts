import { sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';
import { processColumns } from './processes.ts';

/** Agents, suppliers and consultancies who bring leads. `principals.partnerId` names whose people and keys act. */
export const partners = sqliteTable(
  'partners',
  {
    ...recordColumns(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['agent', 'supplier', 'consultancy'] }).notNull(),
    state: text('state', { enum: ['candidate', 'active', 'suspended', 'ended'] }).notNull(),
    /** The user in charge of it. */
    ownerId: text('owner_id'),
    orgUnitId: text('org_unit_id'),
    contactName: text('contact_name'),
    phone: text('phone'),
    email: text('email'),
    note: text('note'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** What is known of whoever else could have the sale. */
export interface StoredCompetitor {
  readonly name: string;
  /** In fen. */
  readonly monthly: number | null;
  readonly contractEndsOn: string | null;
  readonly note: string | null;
}

/** Why it was lost or given up. */
export interface StoredLoss {
  readonly reasonCode: string;
  readonly lesson: string | null;
  readonly competitor: string | null;
}

/** What was to be surveyed, and what was found: null until the survey is approved. */
export interface StoredSurvey {
  readonly requestedAt: number;
  readonly requestedBy: string | null;
  readonly request: Readonly<Record<string, unknown>>;
  readonly approvedAt: number | null;
  readonly approvedBy: string | null;
  readonly found: Readonly<Record<string, unknown>> | null;
}

export const auctionModes = ['first_claim', 'sealed_bid'] as const;
export const auctionStates = ['open', 'awarded', 'ended', 'cancelled'] as const;

/** Whom an auction is for, as it was opened. */
export interface StoredEligibility {
  readonly orgUnitIds?: readonly string[];
  readonly maxOpen?: number;
}

/** The auction under way, or the last one. */
export interface StoredAuction {
  readonly id: string;
  /** The first, the second ... of this opportunity. */
  readonly round: number;
  readonly mode: (typeof auctionModes)[number];
  readonly state: (typeof auctionStates)[number];
  readonly openedAt: number;
  readonly openedBy: string | null;
  readonly endsAt: number;
  readonly endedAt: number | null;
  readonly winnerId: string | null;
  readonly eligibility: StoredEligibility;
}

/** Possible sales 商机, each to one account. Money in fen. */
export const opportunities = sqliteTable(
  'opportunities',
  {
    ...recordColumns(),
    accountId: text('account_id').notNull(),
    type: text('type', { enum: ['demand', 'competitor'] }).notNull(),
    category: text('category').notNull(),
    title: text('title').notNull(),
    /** By the schema of the category. */
    fields: json<Readonly<Record<string, unknown>>>('fields').notNull(),
    oneOff: integer('one_off').notNull(),
    monthly: integer('monthly').notNull(),
    termMonths: integer('term_months').notNull(),
    /** Potential revenue: one-off, and monthly by the term. */
    amount: integer('amount').notNull(),
    /** In percent. */
    probability: integer('probability'),
    expectedCloseOn: text('expected_close_on'),
    ownerId: text('owner_id'),
    orgUnitId: text('org_unit_id'),
    leadId: text('lead_id'),
    partnerId: text('partner_id'),
    externalId: text('external_id'),
    competitor: json<StoredCompetitor>('competitor'),
    loss: json<StoredLoss>('loss'),
    survey: json<StoredSurvey>('survey'),
    auction: json<StoredAuction>('auction'),
    ...processColumns(),
    /** Those with a limit as they are due, then those without one. */
    dueSort: integer('due_sort').generatedAlwaysAs(sql`coalesce(due_at, 9007199254740991)`, {
      mode: 'virtual',
    }),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
