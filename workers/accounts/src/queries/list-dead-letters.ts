import { type Example, list } from '@keyline/http';
import { consumers, eventTypes } from '@keyline/protocol';
import { deadLetters } from '@keyline/schema';
import { deadLetterFields } from '@keyline/store';
import * as v from 'valibot';
import { deadLetterStates, deadLetterView, viewDeadLetter } from '../views/dead-letter.ts';

/** Events of the tenant that a Worker could not deal with, those too that were dealt with since. */
export const listDeadLetters = list({
  id: 'listDeadLetters',
  path: '/v1/dead-letters',
  tag: 'Events',
  summary: 'List dead letters',
  permission: 'dead_letters.read',
  shape: {
    table: deadLetters,
    row: deadLetterFields,
    permission: 'dead_letters.read',
    id: deadLetters.id,
    sorts: { createdAt: { column: deadLetters.createdAt, index: 'dead_letters_by_creation' } },
    filters: {
      state: { column: deadLetters.state, test: 'any', indexes: { createdAt: 'dead_letters_by_state' } },
      consumer: {
        column: deadLetters.consumer,
        test: 'any',
        indexes: { createdAt: 'dead_letters_by_consumer' },
      },
      type: { column: deadLetters.eventType, test: 'any', indexes: { createdAt: 'dead_letters_by_type' } },
    },
  },
  filters: {
    state: v.picklist(deadLetterStates),
    consumer: v.picklist(consumers),
    type: v.picklist(eventTypes),
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: deadLetterView,
  view: (row) => viewDeadLetter(row),
});

export const example: Example = {
  async request({ deadLetter }) {
    for (let died = 1; died <= 4; died += 1) await deadLetter();
    return { query: { state: 'dead' } };
  },
};
