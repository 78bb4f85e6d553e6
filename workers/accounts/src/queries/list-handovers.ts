import { type Example, list } from '@keyline/http';
import { choiceField, idField } from '@keyline/kernel';
import { handoverStates, handovers } from '@keyline/schema';
import { handoverRow } from '../records/handovers.ts';
import { handoverView, viewHandover } from '../views.ts';

/** Whose work went to whom, and what is under way or was stopped. */
export const listHandovers = list({
  id: 'listHandovers',
  path: '/v1/handovers',
  tag: 'Users',
  summary: 'List handovers',
  permission: 'users.write',
  shape: {
    table: handovers,
    row: handoverRow,
    permission: 'users.write',
    id: handovers.id,
    sorts: { createdAt: { column: handovers.createdAt, index: 'handovers_by_created_at' } },
    filters: {
      state: { column: handovers.state, test: 'any' },
      userId: { column: handovers.userId, test: 'any' },
      toUserId: { column: handovers.toUserId, test: 'any' },
    },
  },
  filters: {
    state: choiceField(handoverStates),
    userId: idField('user'),
    toUserId: idField('user'),
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: handoverView,
  view: (row) => viewHandover(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createHandover');
    return { query: { state: 'done' } };
  },
};
