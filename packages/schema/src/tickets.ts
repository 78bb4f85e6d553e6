import type { SlaEvent, SlaMetric } from '@keyline/calendar';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';
import { processColumns } from './processes.ts';

/** Which tickets a policy is for: each that is named has to hold one of the ticket's. */
export interface PolicyConditions {
  readonly kind?: readonly string[];
  readonly priority?: readonly string[];
  readonly grade?: readonly string[];
  readonly category?: readonly string[];
  readonly channel?: readonly string[];
}

/** Targets of clocks in working minutes; absent: no clock. */
export type PolicyTargets = Readonly<Partial<Record<SlaMetric, number>>>;

/** SLA policies, of which a ticket gets the first that fits, in the order of their positions. */
export const slaPolicies = sqliteTable(
  'sla_policies',
  {
    ...recordColumns(),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    conditions: json<PolicyConditions>('conditions').notNull(),
    /** Whether it is for every ticket where it names no condition. */
    isDefault: integer('is_default', { mode: 'boolean' }).notNull(),
    targets: json<PolicyTargets>('targets').notNull(),
    /** Percent of a target at which the owner is warned. */
    warnings: json<readonly number[]>('warnings').notNull(),
    /** Null: the default calendar of the tenant. */
    calendarId: text('calendar_id'),
    active: integer('active', { mode: 'boolean' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** A clock as it stood when something happened to its ticket. Instants in milliseconds, durations in seconds. */
export interface StoredClock {
  readonly metric: SlaMetric;
  readonly cycle: number;
  readonly targetSeconds: number;
  readonly usedSeconds: number;
  readonly remainingSeconds: number;
  readonly dueAt: number | null;
  readonly state: 'running' | 'paused' | 'met' | 'breached';
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly breachedAt: number | null;
}

/** What customers ask for and complain of. */
export const tickets = sqliteTable(
  'tickets',
  {
    ...recordColumns(),
    number: text('number').notNull(),
    kind: text('kind').notNull(),
    channel: text('channel').notNull(),
    title: text('title').notNull(),
    description: text('description'),
    /** One that is there, or a draft that was asked for under this id. */
    accountId: text('account_id').notNull(),
    callerName: text('caller_name'),
    callerPhone: text('caller_phone'),
    contactId: text('contact_id'),
    impact: text('impact').notNull(),
    urgency: text('urgency').notNull(),
    priority: text('priority').notNull(),
    /** Of the account, when it was last looked at. */
    grade: text('grade').notNull(),
    category: text('category'),
    ownerId: text('owner_id'),
    /** Who captured it, where somebody else owns it. */
    backupId: text('backup_id'),
    orgUnitId: text('org_unit_id'),
    /** Why somebody on the blacklist is served all the same. */
    blacklistReason: text('blacklist_reason'),
    resolution: text('resolution'),
    resolvedAt: integer('resolved_at'),
    closedAt: integer('closed_at'),
    /** An earlier ticket of the same matter. */
    linkedTicketId: text('linked_ticket_id'),
    /** The later one in which it goes on, where it was closed too long ago to be opened again. */
    continuedById: text('continued_by_id'),
    /** 1 to 5, as the customer said when he was asked after the closing; null: not asked yet. */
    satisfaction: integer('satisfaction'),
    followUpNote: text('follow_up_note'),
    followedUpAt: integer('followed_up_at'),
    ...processColumns(),
    /** Null: Keyline's own policy, or none. */
    policyId: text('policy_id'),
    policyVersion: integer('policy_version'),
    targets: json<PolicyTargets>('targets').notNull(),
    warnings: json<readonly number[]>('warnings').notNull(),
    calendarId: text('calendar_id').notNull(),
    calendarVersion: integer('calendar_version').notNull(),
    /** What happened that its clocks mind: all else about them is worked out of it. */
    slaEvents: json<readonly SlaEvent[]>('sla_events').notNull(),
    /** A note of what they came to, for lists: never an input. */
    clocks: json<readonly StoredClock[]>('clocks').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** What was said about a ticket, to and by its customer or among staff. */
export const ticketMessages = sqliteTable(
  'ticket_messages',
  {
    ...recordColumns(),
    ticketId: text('ticket_id').notNull(),
    accountId: text('account_id').notNull(),
    body: text('body').notNull(),
    visibility: text('visibility', { enum: ['public', 'internal'] }).notNull(),
    direction: text('direction', { enum: ['inbound', 'outbound'] }).notNull(),
    /** To which ticket it was sent, where it stands on the later one in which that goes on. */
    sentToTicketId: text('sent_to_ticket_id'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
