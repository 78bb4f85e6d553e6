import { taskSubject } from '@keyline/cases';
import { command, type Example } from '@keyline/http';
import { changed, releaseParties } from '@keyline/store';
import { otherAdministrator, someEscalation, someTask } from '../domain/example-work.ts';
import { some } from '../problems.ts';
import { bareTask, taskAction } from '../records/tasks.ts';
import { viewTask } from '../views.ts';

/** Finishes a task that no action of its record finishes: an escalation that somebody has seen to. */
export const completeTask = command({
  ...taskAction,
  id: 'completeTask',
  method: 'POST',
  path: '/v1/tasks/{taskId}/actions/complete',
  summary: 'Finish a task',
  description: 'Of escalations. Tasks of a stage or an approval are done by acting on their record.',
  problems: { ...taskAction.problems, ...some('task.claimed', 'task.needs_action') },
  decide({ loaded, actor, moment, refuse }) {
    const task = bareTask(loaded.task);
    if (task.state !== 'open') return refuse('task.ended');
    if (task.kind !== 'escalation') return refuse('task.needs_action');
    if (task.assigneeId !== null && task.assigneeId !== actor.userId) return refuse('task.claimed');
    const patch = { state: 'done', assigneeId: actor.userId, endedAt: moment.now } as const;
    const made = changed(moment, taskSubject, task, patch, { type: 'task.done' });
    return { changes: [made], also: [releaseParties(task.id)], body: viewTask(made.row) };
  },
});

export const example: Example = {
  events: ['task.done'],
  async request(given) {
    return { params: { taskId: (await someEscalation(given)).taskId } };
  },
  failures: {
    'task.not_found': () => ({ params: { taskId: 'tsk_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'task.ended'({ make }) {
      return { params: { taskId: (await make('completeTask')).id } };
    },
    async 'task.needs_action'(given) {
      return { params: { taskId: await someTask(given) } };
    },
    async 'task.claimed'(given) {
      const headers = await otherAdministrator(given);
      const { taskId } = await someEscalation(given);
      await given.run('claimTask', { params: { taskId }, headers });
      return { params: { taskId } };
    },
  },
};
