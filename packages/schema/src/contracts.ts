import { sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';
import { processColumns, type StoredText } from './processes.ts';

export const contractTemplateStates = ['draft', 'published', 'retired'] as const;

export const templateFieldTypes = ['text', 'number', 'money', 'date', 'choice'] as const;

/** A typed place in the text of a template, written `{{name}}` there. */
export interface TemplateField {
  readonly name: string;
  readonly type: (typeof templateFieldTypes)[number];
  readonly title: StoredText;
  readonly required: boolean;
  /** What may be chosen, of a choice. */
  readonly options?: readonly { readonly value: string; readonly title: StoredText }[] | undefined;
}

/** What was filled in for a field: text, number, money in fen, day, or the value of an option. */
export type FieldValue = string | number | { readonly amount: number; readonly currency: 'CNY' };

/** The library of texts that contracts are made of 合同模板: as they are being worked on. */
export const contractTemplates = sqliteTable(
  'contract_templates',
  {
    ...recordColumns(),
    name: text('name').notNull(),
    /** Markdown with `{{field}}` where values go. */
    body: text('body').notNull(),
    fields: json<readonly TemplateField[]>('fields').notNull(),
    state: text('state', { enum: contractTemplateStates }).notNull(),
    /** The version that new contracts get; null before the first publication. */
    publishedVersion: integer('published_version'),
    /** Whether it says something else than what was published last. */
    hasChanges: integer('has_changes', { mode: 'boolean' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** What was published, and never changes: a contract keeps the version it was made of. */
export const contractTemplateVersions = sqliteTable(
  'contract_template_versions',
  {
    tenantId: text('tenant_id').notNull(),
    templateId: text('template_id').notNull(),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    body: text('body').notNull(),
    fields: json<readonly TemplateField[]>('fields').notNull(),
    publishedAt: integer('published_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.templateId, t.number] })],
);

/** What was agreed with a customer 合同, from its drafting to its end. Money in fen, days as `yyyy-mm-dd`. */
export const contracts = sqliteTable(
  'contracts',
  {
    ...recordColumns(),
    accountId: text('account_id').notNull(),
    /** The opportunity that it comes from. */
    opportunityId: text('opportunity_id'),
    category: text('category'),
    title: text('title').notNull(),
    /** The other party as the text names it. */
    customerName: text('customer_name').notNull(),
    templateId: text('template_id'),
    templateVersion: integer('template_version'),
    /** What was filled into the fields of the template. */
    entered: json<Readonly<Record<string, FieldValue>>>('entered').notNull(),
    value: integer('value'),
    monthlyFee: integer('monthly_fee'),
    startOn: text('start_on'),
    endOn: text('end_on'),
    /** For lists by the end: those without one come last. */
    endSort: text('end_sort').generatedAlwaysAs(sql`coalesce(end_on, '9999-12-31')`, { mode: 'virtual' }),
    /** Days before the end at which its owner is told of it. */
    noticeDays: integer('notice_days').notNull(),
    ownerId: text('owner_id'),
    orgUnitId: text('org_unit_id'),
    /** Rises whenever the text changes: printed with it. */
    revision: integer('revision').notNull(),
    /** `HD-{yyyy}-{n}`, from the end of the first review on. */
    reference: text('reference'),
    /** `HT-{yyyy}-{000001}`, from when it is effective. */
    filingNumber: text('filing_number'),
    /** SHA-256 of what was reviewed, in hexadecimal digits. */
    fingerprint: text('fingerprint'),
    /** The attachment with the signed text. */
    scanId: text('scan_id'),
    effectiveAt: integer('effective_at'),
    ...processColumns(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
