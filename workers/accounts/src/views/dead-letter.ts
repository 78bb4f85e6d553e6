import { choiceField, idField, instantField, toInstant } from '@keyline/kernel';
import type { DeadLetter } from '@keyline/store';
import * as v from 'valibot';
import { record, stamps } from './record.ts';

/** What becomes of a dead letter. */
export const deadLetterStates = ['dead', 'replaying', 'done'] as const;

export const deadLetterView = v.pipe(
  v.strictObject({
    id: idField('dead_letter'),
    ...record,
    consumer: v.pipe(
      v.string(),
      v.description('The Worker that could not deal with it.'),
      v.metadata({ examples: ['tickets'] }),
    ),
    eventId: v.pipe(v.string(), v.metadata({ examples: ['evt_01kafxq0h3e7rvx8bm2s9t4c5d'] })),
    type: v.pipe(v.string(), v.metadata({ examples: ['account.created'] })),
    state: v.pipe(
      choiceField(deadLetterStates),
      v.description('dead: given up. replaying: sent again. done: dealt with since.'),
    ),
    attempts: v.pipe(
      v.number(),
      v.description('How often it failed so far.'),
      v.metadata({ examples: [11] }),
    ),
    lastError: v.pipe(
      v.nullable(v.string()),
      v.description('The code of the last failure.'),
      v.metadata({ examples: ['service.unavailable'] }),
    ),
    diedAt: v.pipe(instantField, v.description('When it was given up last, in real time.')),
  }),
  v.metadata({ ref: 'DeadLetter' }),
);

export function viewDeadLetter(row: DeadLetter) {
  return {
    id: row.id,
    ...stamps(row),
    consumer: row.consumer,
    eventId: row.eventId,
    type: row.eventType,
    state: row.state,
    attempts: row.attempts,
    lastError: row.lastError,
    diedAt: toInstant(row.diedAt),
  };
}
