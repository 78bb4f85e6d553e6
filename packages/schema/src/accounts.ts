import { sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';

export const accounts = sqliteTable('accounts', {
  /** Row number: the key under which the search index knows the account. */
  rid: integer('rid').primaryKey(),
  ...recordColumns(),
  name: text('name').notNull(),
  nameEn: text('name_en'),
  shortNames: json<string[]>('short_names').notNull(),
  /** The name without company suffix, brackets and width: equal keys are similar names. */
  nameKey: text('name_key').notNull(),
  /** All names and the credit code, normalised, for the exact check behind the search index. */
  searchText: text('search_text').notNull(),
  kind: text('kind').notNull(),
  industry: text('industry'),
  creditCode: text('credit_code'),
  presence: text('presence').notNull(),
  ownerId: text('owner_id'),
  orgUnitId: text('org_unit_id'),
  gridId: text('grid_id'),
  parentId: text('parent_id'),
  responsibleUnitId: text('responsible_unit_id'),
  responsibleLevel: text('responsible_level'),
  grade: text('grade').notNull(),
  strategic: integer('strategic', { mode: 'boolean' }).notNull(),
  top500: integer('top500', { mode: 'boolean' }).notNull(),
  blacklisted: integer('blacklisted', { mode: 'boolean' }).notNull(),
  blacklistReason: text('blacklist_reason'),
  /** Fen. */
  monthlySpend: integer('monthly_spend'),
  monthlySpendSort: integer('monthly_spend_sort').generatedAlwaysAs(sql`coalesce(monthly_spend, -1)`, {
    mode: 'virtual',
  }),
  source: text('source'),
  externalId: text('external_id'),
  /** `draft`: a lead or ticket named the customer, and nobody has confirmed him yet. */
  state: text('state', { enum: ['draft', 'active'] }).notNull(),
});

/** How a person wants to be reached: channels agreed to, and hours of the day to leave in peace. */
export interface Consent {
  readonly sms: boolean;
  readonly email: boolean;
  readonly phone: boolean;
}

export interface QuietHours {
  /** `HH:MM` in the tenant's zone. */
  readonly from: string;
  readonly to: string;
}

export const contacts = sqliteTable(
  'contacts',
  {
    ...recordColumns(),
    accountId: text('account_id').notNull(),
    name: text('name').notNull(),
    title: text('title'),
    roles: json<string[]>('roles').notNull(),
    site: text('site'),
    mobile: text('mobile'),
    phone: text('phone'),
    email: text('email'),
    wechat: text('wechat'),
    consent: json<Consent>('consent'),
    quietHours: json<QuietHours>('quiet_hours'),
    note: text('note'),
    /** A removed contact keeps its place in history, without its channels. */
    removedAt: integer('removed_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const interactions = sqliteTable(
  'interactions',
  {
    ...recordColumns(),
    accountId: text('account_id').notNull(),
    contactId: text('contact_id'),
    kind: text('kind').notNull(),
    /** When it took place, business time. */
    heldAt: integer('held_at').notNull(),
    summary: text('summary').notNull(),
    nextStep: text('next_step'),
    nextStepOn: text('next_step_on'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
