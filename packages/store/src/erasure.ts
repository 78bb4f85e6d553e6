import { eventDigests, eventOrigins, events, privateChanges, sessions } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { type Bound, statement, tenant, value } from './statement.ts';

const privateValues = statement({
  values: ['id'],
  sql: sql`DELETE FROM ${privateChanges} WHERE tenant_id = ${tenant} AND event_id IN (SELECT e.id FROM ${events} e WHERE e.tenant_id = ${tenant} AND e.subject_id = ${value('id')})`,
});

const openValues = statement({
  values: ['id'],
  sql: sql`UPDATE ${events} SET data = json_patch(json_object('changes', json('{}'), 'privateChanges', (SELECT json_group_array(f.name) FROM (SELECT c.key AS name FROM json_each(data, '$.changes') c UNION SELECT p.value FROM json_each(data, '$.privateChanges') p) f)), json_object('erasedDigest', (SELECT d.digest FROM ${eventDigests} d WHERE d.tenant_id = ${tenant} AND d.event_id = ${events.id}))) WHERE tenant_id = ${tenant} AND subject_id = ${value('id')}`,
});

const privateValuesOfSessions = statement({
  values: ['userId'],
  sql: sql`DELETE FROM ${privateChanges} WHERE tenant_id = ${tenant} AND event_id IN (SELECT e.id FROM ${sessions} s CROSS JOIN ${events} e ON e.tenant_id = ${tenant} AND e.subject_id = s.id WHERE s.tenant_id = ${tenant} AND s.user_id = ${value('userId')})`,
});

const origins = statement({
  values: ['userId'],
  sql: sql`DELETE FROM ${eventOrigins} WHERE tenant_id = ${tenant} AND event_id IN (SELECT e.id FROM ${events} e WHERE e.tenant_id = ${tenant} AND e.actor_id = ${value('userId')})`,
});

/**
 * Takes out of the log what it says of a person: which fields changed stays, what they were goes. The hash of what a
 * sealed event said takes its place, so that the seal holds; nobody can guess from it, since what was said had a nonce.
 * The commit runs it before its own event.
 */
export function erasedFromLog(subjectId: string): Bound[] {
  return [privateValues.bind({ id: subjectId }), openValues.bind({ id: subjectId })];
}

/** Takes out of the log the private values of a record that is no person, and named one: who it was, no more. */
export function erasedPrivates(subjectId: string): Bound {
  return privateValues.bind({ id: subjectId });
}

/** Takes away from where a user signed in and acted. */
export function erasedOrigins(userId: string): Bound[] {
  return [privateValuesOfSessions.bind({ userId }), origins.bind({ userId })];
}
