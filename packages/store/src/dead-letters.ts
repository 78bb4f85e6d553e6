import { toInstant } from '@keyline/kernel';
import { deadLetters } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import type { RecordState, Subject } from './changes.ts';
import { columns, statement, tenant, value } from './statement.ts';

export type DeadLetter = RecordState<typeof deadLetters>;

/** What is read of a dead letter. */
export const deadLetterFields = {
  id: deadLetters.id,
  version: deadLetters.version,
  createdAt: deadLetters.createdAt,
  updatedAt: deadLetters.updatedAt,
  createdBy: deadLetters.createdBy,
  consumer: deadLetters.consumer,
  eventId: deadLetters.eventId,
  eventType: deadLetters.eventType,
  state: deadLetters.state,
  attempts: deadLetters.attempts,
  lastError: deadLetters.lastError,
  diedAt: deadLetters.diedAt,
};

/** Dead letters as records: every Worker keeps its own, the administrator of their tenant has them sent again. */
export const deadLetterSubject: Subject<typeof deadLetters> = {
  type: 'dead_letter',
  table: deadLetters,
  accountOf: () => null,
  logged: ({ consumer, eventId, eventType, state, attempts, lastError, diedAt }) => ({
    consumer,
    eventId,
    eventType,
    state,
    attempts,
    lastError,
    diedAt: toInstant(diedAt),
  }),
};

/** The dead letters of these events (a JSON list of ids) at a consumer. */
export const deadLettersOfEvents = statement({
  values: ['consumer', 'eventIds'],
  row: deadLetterFields,
  sql: sql`SELECT ${columns(deadLetterFields, 'd')} FROM json_each(${value('eventIds')}) j CROSS JOIN ${deadLetters} d ON d.tenant_id = ${tenant} AND d.consumer = ${value('consumer')} AND d.event_id = j.value`,
});
