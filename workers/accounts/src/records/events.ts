import { apiKeys, eventOrigins, events, privateChanges, users } from '@keyline/schema';
import { asJson, asText, tenant } from '@keyline/store';
import { sql } from 'drizzle-orm';
import type { AuditRow } from '../views.ts';

/** The name of who acted in the event under alias `a`, as "actorName". */
export const actorName = sql`coalesce((SELECT u.name FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = a.actor_id), (SELECT k.name FROM ${apiKeys} k WHERE k.tenant_id = ${tenant} AND k.id = a.actor_id)) AS "actorName"`;

/** What is read of an event for the audit. */
export const auditRow = {
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
  actorName: asText,
  origin: asJson<AuditRow['origin']>(null),
  privateValues: asJson<AuditRow['privateValues']>({}),
};

const origin = sql`(SELECT json_array(o.address, o.user_agent, o.session_id) FROM ${eventOrigins} o WHERE o.tenant_id = ${tenant} AND o.event_id = a.id) AS "origin"`;
const privateValues = sql`(SELECT json_group_object(p.field, json_array(json(p.before), json(p.after))) FROM ${privateChanges} p WHERE p.tenant_id = ${tenant} AND p.event_id = a.id) AS "privateValues"`;

/** Of the event under alias `a` what stands apart from the log. */
export const auditComputed = sql`${actorName}, ${origin}, ${privateValues}`;
