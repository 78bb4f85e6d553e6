import { deliveries, events, tenants, users, webhookEndpoints, webhookFailures } from '@keyline/schema';
import { asInstant, columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { nameRow, namesOf } from './names.ts';

const messageRow = {
  id: deliveries.id,
  channel: deliveries.channel,
  messageId: deliveries.messageId,
  type: deliveries.type,
  facts: deliveries.facts,
  attempts: deliveries.attempts,
  tries: deliveries.tries,
  expiresAt: deliveries.expiresAt,
};

const claimed = sql`FROM json_each(${value('ids')}) j CROSS JOIN ${deliveries} d ON d.tenant_id = ${tenant} AND d.id = j.value AND d.claim = ${value('claim')} JOIN ${events} e ON e.tenant_id = ${tenant} AND e.id = d.event_id`;

const toPersonRow = {
  ...messageRow,
  ...nameRow,
  email: users.email,
  mobile: users.mobile,
  userName: users.name,
  userStatus: users.status,
  locale: users.locale,
  tenantLocale: tenants.locale,
  tenantName: tenants.name,
};

/** Those of these deliveries (a JSON list of ids) that the claim holds and that go to people. */
export const messagesToPeople = statement({
  values: ['ids', 'claim'],
  row: toPersonRow,
  sql: sql`SELECT ${columns(messageRow, 'd')}, ${namesOf(sql`e.actor_id`, sql`e.account_id`, sql`d.facts`)}, u.email AS "email", u.mobile AS "mobile", u.name AS "userName", u.status AS "userStatus", u.locale AS "locale", t.locale AS "tenantLocale", t.name AS "tenantName" ${claimed} JOIN ${users} u ON u.tenant_id = ${tenant} AND u.id = d.user_id JOIN ${tenants} t ON t.tenant_id = ${tenant} AND t.id = ${tenant}`,
});

const eventRow = {
  eventId: events.id,
  subjectType: events.subjectType,
  subjectId: events.subjectId,
  version: events.version,
  actorType: events.actorType,
  actorId: events.actorId,
  occurredAt: events.occurredAt,
  data: events.data,
};

const toEndpointRow = {
  ...messageRow,
  ...eventRow,
  endpointId: webhookEndpoints.id,
  url: webhookEndpoints.url,
  secret: webhookEndpoints.secret,
  formerSecret: webhookEndpoints.formerSecret,
  overlapEndsAt: webhookEndpoints.overlapEndsAt,
  endpointState: webhookEndpoints.state,
  removedAt: webhookEndpoints.removedAt,
  failingSince: asInstant,
};

/** Those that go to webhook endpoints, each with the event that it tells of. */
export const messagesToEndpoints = statement({
  values: ['ids', 'claim'],
  row: toEndpointRow,
  sql: sql`SELECT ${columns(messageRow, 'd')}, ${columns(eventRow, 'e')}, w.id AS "endpointId", w.url AS "url", w.secret AS "secret", w.former_secret AS "formerSecret", w.overlap_ends_at AS "overlapEndsAt", w.state AS "endpointState", w.removed_at AS "removedAt", (SELECT f.failing_since FROM ${webhookFailures} f WHERE f.tenant_id = ${tenant} AND f.webhook_endpoint_id = w.id) AS "failingSince" ${claimed} JOIN ${webhookEndpoints} w ON w.tenant_id = ${tenant} AND w.id = d.webhook_endpoint_id`,
});

export type MessageToPerson = ReturnType<typeof messagesToPeople.decode>;
export type MessageToEndpoint = ReturnType<typeof messagesToEndpoints.decode>;
export type Message = MessageToPerson | MessageToEndpoint;

/** What became of a claimed delivery. Hits nothing when another has taken it over meanwhile. */
export const attemptNoted = statement({
  values: ['id', 'claim', 'state', 'reason', 'attempt', 'nextAt', 'finishedAt'],
  sql: sql`UPDATE ${deliveries} SET state = ${value('state')}, reason = ${value('reason')}, attempts = CASE WHEN ${value('attempt')} IS NULL THEN attempts ELSE json_insert(attempts, '$[#]', json(${value('attempt')})) END, tries = tries + (${value('attempt')} IS NOT NULL), claim = NULL, next_at = ${value('nextAt')}, finished_at = ${value('finishedAt')} WHERE ${deliveries.tenantId} = ${tenant} AND ${deliveries.id} = ${value('id')} AND ${deliveries.claim} = ${value('claim')}`,
});

export const endpointFailed = statement({
  values: ['id', 'at'],
  sql: sql`INSERT INTO ${webhookFailures} (tenant_id, webhook_endpoint_id, failing_since) VALUES (${tenant}, ${value('id')}, ${value('at')}) ON CONFLICT (tenant_id, webhook_endpoint_id) DO NOTHING`,
});

export const endpointWorks = statement({
  values: ['id'],
  sql: sql`DELETE FROM ${webhookFailures} WHERE ${webhookFailures.tenantId} = ${tenant} AND ${webhookFailures.webhookEndpointId} = ${value('id')}`,
});
