import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json } from './columns.ts';

/** Values of a text, beside those that every text may use; one that is a text itself, in both languages. */
export type Facts = Readonly<
  Record<string, string | number | null | { readonly en: string; readonly 'zh-CN': string }>
>;

export const notificationStates = ['unread', 'read'] as const;

/** The inbox: one row per event and user. `createdAt` is the event's business time. */
export const notifications = sqliteTable(
  'notifications',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    userId: text('user_id').notNull(),
    eventId: text('event_id').notNull(),
    /** The type of the event: it has the texts. */
    type: text('type').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    accountId: text('account_id'),
    /** Who did it. */
    actorId: text('actor_id'),
    facts: json<Facts>('facts').notNull(),
    state: text('state', { enum: notificationStates }).notNull(),
    createdAt: integer('created_at').notNull(),
    readAt: integer('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('notifications_once').on(t.tenantId, t.eventId, t.userId),
  ],
);

/** The number of unread notifications of a user, kept by triggers. */
export const inboxes = sqliteTable(
  'inboxes',
  {
    tenantId: text('tenant_id').notNull(),
    userId: text('user_id').notNull(),
    unread: integer('unread').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId] })],
);

export const deliveryChannels = ['email', 'sms', 'webhook'] as const;
export type DeliveryChannel = (typeof deliveryChannels)[number];

/** `failed` comes again at `nextAt`; `dead` does not. */
export const deliveryStates = ['queued', 'sending', 'delivered', 'failed', 'dead'] as const;

/** One attempt, in real time. */
export interface DeliveryAttempt {
  /** RFC 3339. */
  readonly at: string;
  /** What the receiver answered, by its protocol's number. */
  readonly status: number | null;
  readonly durationMs: number;
  readonly error: string | null;
}

/** One message to one receiver by one channel. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    channel: text('channel', { enum: deliveryChannels }).notNull(),
    /** What is sent side by side: the channel, of webhooks also the host. */
    lane: text('lane').notNull(),
    /** The same at every attempt, so that the receiver knows repeats. */
    messageId: text('message_id').notNull(),
    eventId: text('event_id').notNull(),
    type: text('type').notNull(),
    userId: text('user_id'),
    webhookEndpointId: text('webhook_endpoint_id'),
    /** The user or the endpoint. */
    receiver: text('receiver').notNull(),
    facts: json<Facts>('facts').notNull(),
    state: text('state', { enum: deliveryStates }).notNull(),
    /** Why it waits or failed, as a code. */
    reason: text('reason'),
    attempts: json<readonly DeliveryAttempt[]>('attempts').notNull(),
    /** Attempts since it was last asked for: they decide on the next pause. */
    tries: integer('tries').notNull(),
    /** Whose attempt is under way. */
    claim: text('claim'),
    nextAt: integer('next_at'),
    /** From then on it is of no use any more. */
    expiresAt: integer('expires_at'),
    createdAt: integer('created_at').notNull(),
    finishedAt: integer('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('deliveries_once').on(t.tenantId, t.eventId, t.channel, t.receiver),
    index('deliveries_due').on(t.lane, t.nextAt),
  ],
);

/** Since when (real time) nothing has arrived at an endpoint. */
export const webhookFailures = sqliteTable(
  'webhook_failures',
  {
    tenantId: text('tenant_id').notNull(),
    webhookEndpointId: text('webhook_endpoint_id').notNull(),
    failingSince: integer('failing_since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.webhookEndpointId] })],
);
