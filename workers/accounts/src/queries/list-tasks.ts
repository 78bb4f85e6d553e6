import { taskRow } from '@keyline/cases/task-row';
import { type Example, instantBound, list } from '@keyline/http';
import { anyIdField, idField } from '@keyline/kernel';
import { tasks } from '@keyline/schema';
import { taskScoped } from '../records/tasks.ts';
import { taskKindField, taskStateField, taskView, viewTask } from '../views.ts';

const any = 'any' as const;
const byAssignee = { dueAt: 'tasks_by_assignee' };

/** What the caller has to do: what he has taken on or was given, and what names him or a role of his. */
export const listTasks = list({
  id: 'listTasks',
  path: '/v1/tasks',
  tag: 'Tasks',
  summary: 'List my tasks',
  description:
    'Open ones, the next due first, unless `state` asks for others; also those of absent people for whom the caller stands in. Nobody else’s, whatever the caller’s scope.',
  permission: 'tasks.read',
  shape: {
    table: tasks,
    row: taskRow,
    permission: 'tasks.read',
    scoped: taskScoped,
    scopeIndexes: { owner: byAssignee, creator: byAssignee },
    publicly: ['dueAt', 'createdAt', 'state', 'kind', 'subjectId', 'accountId', 'dueTo'],
    id: tasks.id,
    sorts: {
      dueAt: { column: tasks.dueSort, index: 'tasks_by_due' },
      createdAt: { column: tasks.createdAt, index: 'tasks_by_created_at' },
    },
    filters: {
      state: { column: tasks.state, test: any },
      kind: { column: tasks.kind, test: any },
      subjectId: { column: tasks.subjectId, test: any },
      accountId: { column: tasks.accountId, test: any },
      dueTo: { column: tasks.dueSort, test: 'before' },
    },
  },
  filters: {
    state: taskStateField,
    kind: taskKindField,
    subjectId: anyIdField,
    accountId: idField('account'),
    dueTo: instantBound,
  },
  presets: { state: ['open'] },
  defaultOrder: 'dueAt',
  sorts: ['dueAt', 'createdAt'],
  item: taskView,
  view: (row) => viewTask(row),
});

export const example: Example = {
  async request({ make }) {
    for (let made = 0; made < 4; made += 1) await make('createCase');
    return { query: { limit: '10', kind: 'stage' } };
  },
};
