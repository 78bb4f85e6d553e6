import { events, reactions } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { asNumber, asText, type Bound, columns, statement, tenant, value } from './statement.ts';

/** Reactions as their own commit tells of them. */
export interface Reacted {
  /** The Worker that reacted. */
  readonly consumer: string;
  /** Each once. */
  readonly eventIds: readonly string[];
  /** Real time, milliseconds. */
  readonly at: number;
}

const eventRow = {
  id: events.id,
  type: events.type,
  subjectType: events.subjectType,
  subjectId: events.subjectId,
  version: events.version,
  accountId: events.accountId,
  actorType: events.actorType,
  actorId: events.actorId,
  occurredAt: events.occurredAt,
  requestId: events.requestId,
  data: events.data,
  /** `sent`, `done` or `dead`; null before the relay has noted that it sent it. */
  reaction: asText,
  /** How often the consumer failed so far. */
  attempts: asNumber,
  /** The code of the last failure. */
  lastError: asText,
};

/** An event of the log, with what this consumer has made of it. */
export type LoggedEvent = ReturnType<typeof eventsToReactTo.decode>;

/** These events (a JSON list of ids), each with what a consumer has made of it so far. */
export const eventsToReactTo = statement({
  values: ['eventIds', 'consumer'],
  row: eventRow,
  sql: sql`SELECT ${columns(eventRow, 'e')}, r.state AS "reaction", coalesce(r.attempts, 0) AS "attempts", r.last_error AS "lastError" FROM json_each(${value('eventIds')}) j CROSS JOIN ${events} e ON e.tenant_id = ${tenant} AND e.id = j.value LEFT JOIN ${reactions} r ON r.tenant_id = ${tenant} AND r.consumer = ${value('consumer')} AND r.event_id = e.id`,
});

/** That nobody has reacted yet to any of these events. */
export const mustNotBeDone = statement({
  values: ['consumer', 'eventIds'],
  sql: sql`INSERT INTO must SELECT NOT EXISTS (SELECT 1 FROM json_each(${value('eventIds')}) j CROSS JOIN ${reactions} r ON r.tenant_id = ${tenant} AND r.consumer = ${value('consumer')} AND r.event_id = j.value WHERE r.state = 'done')`,
});

const done = statement({
  values: ['consumer', 'eventIds', 'at'],
  sql: sql`INSERT INTO ${reactions} (tenant_id, consumer, event_id, state, attempts, changed_at) SELECT ${tenant}, ${value('consumer')}, j.value, 'done', 0, ${value('at')} FROM json_each(${value('eventIds')}) j WHERE true ON CONFLICT (tenant_id, consumer, event_id) DO UPDATE SET state = 'done', changed_at = excluded.changed_at, resend_at = NULL`,
});

/** What the commit of reactions begins with: nobody has reacted yet, and now somebody has. */
export function reactionsDone({ consumer, eventIds: ids, at }: Reacted): Bound[] {
  const values = { consumer, eventIds: JSON.stringify(ids) };
  return [mustNotBeDone.bind(values), done.bind({ ...values, at })];
}

/**
 * Notes that a consumer failed, so that whoever looks sees why it takes so long; puts off until `resendAt` that the
 * event is sent anew, since its message is tried again until then.
 */
export const reactionFailed = statement({
  values: ['consumer', 'eventId', 'error', 'at', 'resendAt'],
  sql: sql`INSERT INTO ${reactions} (tenant_id, consumer, event_id, state, attempts, last_error, changed_at, resend_at) VALUES (${tenant}, ${value('consumer')}, ${value('eventId')}, 'sent', 1, ${value('error')}, ${value('at')}, ${value('resendAt')}) ON CONFLICT (tenant_id, consumer, event_id) DO UPDATE SET attempts = attempts + 1, last_error = excluded.last_error, changed_at = excluded.changed_at, resend_at = excluded.resend_at WHERE state = 'sent'`,
});

/** Gives an event up that is not done. */
export const reactionDead = statement({
  values: ['consumer', 'eventId', 'error', 'at'],
  sql: sql`INSERT INTO ${reactions} (tenant_id, consumer, event_id, state, attempts, last_error, changed_at) VALUES (${tenant}, ${value('consumer')}, ${value('eventId')}, 'dead', 1, ${value('error')}, ${value('at')}) ON CONFLICT (tenant_id, consumer, event_id) DO UPDATE SET state = 'dead', changed_at = excluded.changed_at, resend_at = NULL WHERE state <> 'done'`,
});

/** Has the relay send an event again that was given up: due at once. */
export const reactionReplayed = statement({
  values: ['consumer', 'eventId', 'at'],
  sql: sql`UPDATE ${reactions} SET state = 'sent', changed_at = ${value('at')}, resend_at = 0 WHERE ${reactions.tenantId} = ${tenant} AND ${reactions.consumer} = ${value('consumer')} AND ${reactions.eventId} = ${value('eventId')} AND ${reactions.state} = 'dead'`,
});
