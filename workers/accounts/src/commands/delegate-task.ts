import { naming, taskSubject } from '@keyline/cases';
import { command, type Example, inputError } from '@keyline/http';
import { idField, textField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import * as v from 'valibot';
import { someApproval, someTask } from '../domain/example-work.ts';
import { some, unknownReference } from '../problems.ts';
import { bareTask, taskAction, userToTask } from '../records/tasks.ts';
import { viewTask } from '../views.ts';

/** Gives a task to somebody else, who sees what it is about from then on and does it in the caller's place. */
export const delegateTask = command({
  ...taskAction,
  id: 'delegateTask',
  method: 'POST',
  path: '/v1/tasks/{taskId}/actions/delegate',
  summary: 'Give a task to somebody',
  description: 'Also an approval. It cannot be given to who drafted what is decided.',
  body: v.strictObject({
    toUserId: idField('user'),
    reason: v.exactOptional(textField(1000, '出差，由其代办')),
  }),
  problems: { ...taskAction.problems, ...some('task.claimed', 'task.drafter'), ...unknownReference },
  load: (input: {
    readonly params: { readonly taskId: string };
    readonly body: { readonly toUserId: string };
  }) => ({
    ...taskAction.load(input),
    user: first(userToTask.bind({ id: input.body.toUserId })),
  }),
  decide({ loaded, body: { toUserId, reason = null }, actor, moment, refuse }) {
    const task = bareTask(loaded.task);
    if (task.state !== 'open') return refuse('task.ended');
    if (task.assigneeId !== null && task.assigneeId !== actor.userId) return refuse('task.claimed');
    const errors = [
      ...(loaded.user === undefined ? [inputError('/toUserId', 'unknown_reference')] : []),
      ...(toUserId === actor.userId ? [inputError('/toUserId', 'not_oneself')] : []),
    ];
    if (errors.length > 0) return refuse('request.unknown_reference', { errors });
    if (task.drafters.includes(toUserId)) return refuse('task.drafter');
    const facts = { reason };
    const made = changed(
      moment,
      taskSubject,
      task,
      { assigneeId: toUserId },
      { type: 'task.delegated', facts },
    );
    return {
      changes: [made],
      also: naming(moment, task, { userId: toUserId }, { roleIds: {} }),
      body: viewTask(made.row),
    };
  },
});

export const example: Example = {
  events: ['task.delegated'],
  async request(given) {
    const toUserId = (await given.make('createUser')).id;
    const taskId = await someTask(given);
    return { params: { taskId }, body: { toUserId, reason: '出差，由其代办' } };
  },
  failures: {
    async 'task.not_found'({ make }) {
      const body = { toUserId: (await make('createUser')).id };
      return { params: { taskId: 'tsk_01kafxq0h3e7rvx8bm2s9t4c5d' }, body };
    },
    async 'request.unknown_reference'({ make }) {
      const toUserId = 'usr_01kafxq0h3e7rvx8bm2s9t4c5d';
      return { params: { taskId: (await make('claimTask')).id }, body: { toUserId } };
    },
    async 'task.ended'({ make, run }) {
      const task = (await make('claimTask')) as unknown as { id: string; subject: { id: string } };
      await run('moveCase', { params: { action: 'submit', caseId: task.subject.id }, body: {} });
      return { params: { taskId: task.id }, body: { toUserId: (await make('createUser')).id } };
    },
    async 'task.claimed'(given) {
      const { taskId, others } = await someApproval(given, 2);
      const [first = {}, second = {}] = others;
      await given.run('claimTask', { params: { taskId }, headers: first });
      return { params: { taskId }, body: { toUserId: (await given.make('createUser')).id }, headers: second };
    },
    async 'task.drafter'(given) {
      const { taskId, headers } = await someApproval(given);
      const { user } = (await given.run('getMe', {})) as unknown as { user: { id: string } };
      return { params: { taskId }, body: { toUserId: user.id }, headers };
    },
  },
};
