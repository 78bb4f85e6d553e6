import { taskSubject } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import { changed } from '@keyline/store';
import { some } from '../problems.ts';
import { bareTask, taskAction } from '../records/tasks.ts';
import { viewTask } from '../views.ts';

/** Puts a task back: it is for everybody again whom it names. */
export const releaseTask = command({
  ...taskAction,
  id: 'releaseTask',
  method: 'POST',
  path: '/v1/tasks/{taskId}/actions/release',
  summary: 'Put a task back',
  description: 'One that somebody else has taken on is put back by who holds `tasks.manage`.',
  asks: ['tasks.manage'],
  problems: { ...taskAction.problems, ...some('task.not_claimed') },
  decide({ loaded, actor, moment, refuse }) {
    const task = bareTask(loaded.task);
    if (task.state !== 'open') return refuse('task.ended');
    const isOwn = task.assigneeId === actor.userId;
    const mayRelease = isOwn || actor.permissions.has('tasks.manage');
    if (task.assigneeId === null || !mayRelease) return refuse('task.not_claimed');
    const made = changed(moment, taskSubject, task, { assigneeId: null }, { type: 'task.released' });
    return { changes: [made], body: viewTask(made.row) };
  },
});

export const example: Example = {
  events: ['task.released'],
  async request({ make }) {
    return { params: { taskId: (await make('claimTask')).id } };
  },
  failures: {
    'task.not_found': () => ({ params: { taskId: 'tsk_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'task.ended'({ make, run }) {
      const task = (await make('claimTask')) as unknown as { id: string; subject: { id: string } };
      await run('moveCase', { params: { action: 'submit', caseId: task.subject.id }, body: {} });
      return { params: { taskId: task.id } };
    },
    async 'task.not_claimed'({ make }) {
      return { params: { taskId: (await make('releaseTask')).id } };
    },
  },
};
