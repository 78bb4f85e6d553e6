import { taskSubject } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import { changed } from '@keyline/store';
import { someApproval, someTask } from '../domain/example-work.ts';
import { some } from '../problems.ts';
import { bareTask, taskAction } from '../records/tasks.ts';
import { viewTask } from '../views.ts';

/** Takes a task on: from then on it is for the caller alone, until he puts it back. */
export const claimTask = command({
  ...taskAction,
  id: 'claimTask',
  method: 'POST',
  path: '/v1/tasks/{taskId}/actions/claim',
  summary: 'Take a task on',
  description: 'Of several who want it at once exactly one gets it.',
  problems: { ...taskAction.problems, ...some('task.claimed', 'task.drafter') },
  decide({ loaded, actor, moment, refuse }) {
    const task = bareTask(loaded.task);
    const { userId } = actor;
    if (userId === null) return refuse('task.not_found');
    if (task.state !== 'open') return refuse('task.ended');
    if (task.assigneeId !== null) return refuse('task.claimed');
    if (task.drafters.includes(userId)) return refuse('task.drafter');
    const made = changed(moment, taskSubject, task, { assigneeId: userId }, { type: 'task.claimed' });
    return { changes: [made], body: viewTask(made.row) };
  },
});

export const example: Example = {
  events: ['task.claimed'],
  async request(given) {
    return { params: { taskId: await someTask(given) } };
  },
  failures: {
    'task.not_found': () => ({ params: { taskId: 'tsk_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'task.claimed'({ make }) {
      return { params: { taskId: (await make('claimTask')).id } };
    },
    async 'task.ended'({ make, run }) {
      const task = (await make('claimTask')) as unknown as { id: string; subject: { id: string } };
      await run('moveCase', { params: { action: 'submit', caseId: task.subject.id }, body: {} });
      return { params: { taskId: task.id } };
    },
    // Nobody asks the drafter to decide: he has the task before him where he stands in for who is asked.
    async 'task.drafter'(given) {
      const { taskId, headers } = await someApproval(given);
      const { user } = (await given.run('getMe', {})) as unknown as { user: { id: string } };
      const absence = { from: '2020-01-01T00:00:00Z', delegateId: user.id };
      await given.run('changeMe', { headers, body: { absence } });
      return { params: { taskId } };
    },
  },
};
