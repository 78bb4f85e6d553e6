import { deliveries, webhookEndpoints } from '@keyline/schema';
import { asBoolean, columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

export const deliveryRow = {
  id: deliveries.id,
  channel: deliveries.channel,
  messageId: deliveries.messageId,
  eventId: deliveries.eventId,
  type: deliveries.type,
  userId: deliveries.userId,
  webhookEndpointId: deliveries.webhookEndpointId,
  state: deliveries.state,
  reason: deliveries.reason,
  attempts: deliveries.attempts,
  nextAt: deliveries.nextAt,
  expiresAt: deliveries.expiresAt,
  createdAt: deliveries.createdAt,
};

/** A delivery, with whether its endpoint takes messages; of people it always does. */
export const deliveryById = statement({
  values: ['id'],
  row: { ...deliveryRow, receives: asBoolean },
  sql: sql`SELECT ${columns(deliveryRow)}, (${deliveries.webhookEndpointId} IS NULL OR EXISTS (SELECT 1 FROM ${webhookEndpoints} w WHERE w.tenant_id = ${tenant} AND w.id = ${deliveries.webhookEndpointId} AND w.state = 'active' AND w.removed_at IS NULL)) AS "receives" FROM ${deliveries} WHERE ${deliveries.tenantId} = ${tenant} AND ${deliveries.id} = ${value('id')}`,
});

/** Puts a delivery that came to its end, or waits for its next attempt, to the front; its schedule begins anew. */
export const sentAnew = statement({
  values: ['id', 'nextAt'],
  sql: sql`UPDATE ${deliveries} SET state = 'queued', reason = NULL, tries = 0, next_at = ${value('nextAt')}, finished_at = NULL WHERE ${deliveries.tenantId} = ${tenant} AND ${deliveries.id} = ${value('id')} AND ${deliveries.state} <> 'sending'`,
});

/** What lists of deliveries share. */
export const deliveryList = {
  table: deliveries,
  row: deliveryRow,
  id: deliveries.id,
} as const;
