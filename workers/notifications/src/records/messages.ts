import type { ReceivedEvent } from '@keyline/http';
import { idSuffix, newId } from '@keyline/kernel';
import { matchesPatterns } from '@keyline/protocol';
import { type DeliveryChannel, deliveries, notifications, webhookEndpoints } from '@keyline/schema';
import { type Bound, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import type { Route } from '../domain/route.ts';
import type { Recipient } from './audiences.ts';
import type { Channels } from './settings.ts';

/** The endpoints that are told of something, each with what it is told of. */
export const activeEndpoints = statement({
  row: { id: webhookEndpoints.id, url: webhookEndpoints.url, events: webhookEndpoints.events },
  sql: sql`SELECT ${webhookEndpoints.id} AS "id", ${webhookEndpoints.url} AS "url", ${webhookEndpoints.events} AS "events" FROM ${webhookEndpoints} INDEXED BY webhook_endpoints_active WHERE ${webhookEndpoints.tenantId} = ${tenant} AND ${webhookEndpoints.state} = 'active' AND ${webhookEndpoints.removedAt} IS NULL`,
});

type Endpoint = ReturnType<typeof activeEndpoints.decode>;

// Who was told of the event already, by the page before a crash, is not told again.
const notificationsInsert = statement({
  values: ['rows'],
  sql: sql`INSERT INTO ${notifications} (tenant_id, id, user_id, event_id, type, subject_type, subject_id, account_id, actor_id, facts, state, created_at) SELECT ${tenant}, j.value ->> 'id', j.value ->> 'userId', j.value ->> 'eventId', j.value ->> 'type', j.value ->> 'subjectType', j.value ->> 'subjectId', j.value ->> 'accountId', j.value ->> 'actorId', j.value -> 'facts', 'unread', j.value ->> 'at' FROM json_each(${value('rows')}) j WHERE true ON CONFLICT DO NOTHING`,
});

const deliveriesInsert = statement({
  values: ['rows'],
  sql: sql`INSERT INTO ${deliveries} (tenant_id, id, channel, lane, message_id, event_id, type, user_id, webhook_endpoint_id, receiver, facts, state, reason, attempts, tries, claim, next_at, expires_at, created_at, finished_at) SELECT ${tenant}, j.value ->> 'id', j.value ->> 'channel', j.value ->> 'lane', j.value ->> 'messageId', j.value ->> 'eventId', j.value ->> 'type', j.value ->> 'userId', j.value ->> 'webhookEndpointId', coalesce(j.value ->> 'userId', j.value ->> 'webhookEndpointId'), j.value -> 'facts', 'queued', j.value ->> 'reason', '[]', 0, NULL, j.value ->> 'nextAt', j.value ->> 'expiresAt', j.value ->> 'at', NULL FROM json_each(${value('rows')}) j WHERE true ON CONFLICT DO NOTHING`,
});

interface Telling {
  readonly event: ReceivedEvent;
  readonly channels: Channels;
  /** Real time: from when on messages may leave. */
  readonly realNow: number;
}

/** What people hear of an event: the rows of their inboxes, and messages by other channels. */
export function toldPeople(
  { event, channels, realNow }: Telling,
  route: Route,
  people: readonly Recipient[],
): Bound[] {
  // Nobody is told of what he did himself; a link is for whoever asked for it.
  const others = people.filter(({ userId }) => userId !== event.actor.id);
  const { accountId, subjectType, subjectId, actor } = event;
  const inbox = (route.inbox === undefined ? [] : others).map(({ userId, facts }) => ({
    id: newId('notification'),
    ...{ userId, subjectType, subjectId, accountId, actorId: actor.id, facts },
    ...ofEvent(event),
  }));
  const receivers = route.email?.link === undefined ? others : people;
  const sent = receivers.flatMap((person) =>
    (['email', 'sms'] as const)
      .filter((channel) => route[channel] !== undefined && (channel === 'email' || person.hasMobile))
      .map((channel) =>
        deliveryRow({ event, realNow }, channel, channel, {
          ...{ userId: person.userId, facts: person.facts, expiresAt: person.expiresAt },
          reason: channels[channel] === undefined ? 'not_configured' : null,
        }),
      ),
  );
  return inserts(inbox, sent);
}

/** What systems outside hear of an event. */
export function toldEndpoints(
  { event, realNow }: Omit<Telling, 'channels'>,
  endpoints: readonly Endpoint[],
): Bound[] {
  const asked = endpoints.filter((endpoint) => matchesPatterns(endpoint.events, event.type));
  const sent = asked.map(({ id, url }) =>
    deliveryRow({ event, realNow }, 'webhook', `webhook ${new URL(url).host}`, {
      webhookEndpointId: id,
      messageId: `msg_${idSuffix(event.eventId)}`,
    }),
  );
  return inserts([], sent);
}

function inserts(inbox: readonly object[], sent: readonly object[]): Bound[] {
  return [
    ...(inbox.length === 0 ? [] : [notificationsInsert.bind({ rows: JSON.stringify(inbox) })]),
    ...(sent.length === 0 ? [] : [deliveriesInsert.bind({ rows: JSON.stringify(sent) })]),
  ];
}

const ofEvent = ({ eventId, type, occurredAt: at }: ReceivedEvent) => ({ eventId, type, at });

function deliveryRow(
  { event, realNow }: Omit<Telling, 'channels'>,
  channel: DeliveryChannel,
  lane: string,
  fields: object,
) {
  const id = newId('delivery');
  const usual = { messageId: `msg_${idSuffix(id)}`, facts: {}, expiresAt: null, reason: null };
  return { ...usual, ...{ id, channel, lane, nextAt: realNow }, ...ofEvent(event), ...fields };
}
