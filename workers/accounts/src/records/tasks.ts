import { grants, holdings, isNamed, type Scoped, within } from '@keyline/auth';
import { type TaskRow, taskRow } from '@keyline/cases/task-row';
import { idField } from '@keyline/kernel';
import { tasks, users } from '@keyline/schema';
import { asBoolean, columns, first, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { some } from '../problems.ts';
import { taskView } from '../views.ts';

const taskNamed = { subjectType: 'task', id: tasks.id };

/** A task is for who has it, and for whom it names; nobody else's rights reach it. */
export const taskScoped: Scoped = {
  creator: tasks.assigneeId,
  owner: tasks.assigneeId,
  personal: true,
  named: taskNamed,
};

/** One task that names the caller, or that he has; with whether he holds the permission. */
export function visibleTask(permission: string) {
  const seen = sql`(${within('tasks.read', 'a', taskScoped)} OR ${isNamed('tasks.read', 'a', taskNamed)})`;
  const permitted = sql`(${within(permission, 'a', taskScoped)} OR ${isNamed(permission, 'a', taskNamed)})`;
  return statement({
    values: ['id'],
    row: { ...taskRow, permitted: asBoolean },
    sql: sql`WITH ${grants('tasks.read', permission)}, ${holdings()} SELECT ${columns(taskRow, 'a')}, ${permitted} AS "permitted" FROM ${tasks} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${seen}`,
  });
}

/** Somebody to whom a task can be given. */
export const userToTask = statement({
  values: ['id'],
  row: { id: users.id },
  sql: sql`SELECT ${users.id} AS "id" FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${value('id')} AND ${users.status} = 'active'`,
});

const taskToWork = visibleTask('tasks.work');

/** What the actions on a task share: all but their names, and what they decide. */
export const taskAction = {
  tag: 'Tasks',
  permission: 'tasks.work',
  params: { taskId: idField('task') },
  answer: { status: 200, description: 'The task as it is now.', schema: taskView },
  problems: some('task.not_found', 'task.ended'),
  load: ({ params }: { readonly params: { readonly taskId: string } }) => ({
    task: first(taskToWork.bind({ id: params.taskId })),
  }),
  required: { task: 'task.not_found' },
  versioned: 'task',
} as const;

/** The row as the record keeps it. */
export function bareTask({ permitted: _, ...task }: TaskRow & { readonly permitted: boolean }): TaskRow {
  return task;
}
