import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleTask } from '../records/tasks.ts';
import { taskView, viewTask } from '../views.ts';

const taskToRead = visibleTask('tasks.read');

/** One task that names the caller, or that he has. */
export const getTask = query({
  id: 'getTask',
  path: '/v1/tasks/{taskId}',
  tag: 'Tasks',
  summary: 'Get a task',
  permission: 'tasks.read',
  params: { taskId: idField('task') },
  answer: { description: 'The task.', schema: taskView },
  versioned: true,
  problems: some('task.not_found'),
  load: ({ params }) => ({ task: first(taskToRead.bind({ id: params.taskId })) }),
  required: { task: 'task.not_found' },
  view: ({ loaded }) => ({ body: viewTask(loaded.task) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { taskId: (await make('claimTask')).id } };
  },
  failures: {
    'task.not_found': () => ({ params: { taskId: 'tsk_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
