import { partyField, type TaskRow } from '@keyline/cases/task-row';
import { choiceField, idField, instantField, lineField, toInstant } from '@keyline/kernel';
import { textsField } from '@keyline/process/words';
import { taskKinds, taskStates } from '@keyline/schema';
import * as v from 'valibot';
import { subjectField } from './audit-entry.ts';
import { creatorField, record, stamps } from './record.ts';

export const taskStateField = choiceField(taskStates);
export const taskKindField = choiceField(taskKinds);

export const taskView = v.pipe(
  v.strictObject({
    id: idField('task'),
    ...record,
    createdBy: creatorField,
    subject: subjectField,
    accountId: v.nullable(idField('account')),
    kind: taskKindField,
    about: lineField(200, '双路由专线价格审批'),
    title: textsField('Supervisors', '业务主管审核'),
    stage: v.pipe(v.string(), v.metadata({ examples: ['reviewing'] })),
    parties: v.pipe(v.array(partyField), v.description('Whom it names.')),
    state: taskStateField,
    assigneeId: v.pipe(
      v.nullable(idField('user')),
      v.description('Who has taken it on or was given it; of a task that is done, whoever did it.'),
    ),
    dueAt: v.nullable(instantField),
    endedAt: v.nullable(instantField),
  }),
  v.metadata({ ref: 'Task' }),
);

export function viewTask(row: TaskRow) {
  return {
    id: row.id,
    ...stamps(row),
    createdBy: row.createdBy,
    subject: { type: row.subjectType, id: row.subjectId },
    accountId: row.accountId,
    kind: row.kind,
    about: row.about,
    title: row.title,
    stage: row.stage,
    parties: row.parties,
    state: row.state,
    assigneeId: row.assigneeId,
    dueAt: row.dueAt === null ? null : toInstant(row.dueAt),
    endedAt: row.endedAt === null ? null : toInstant(row.endedAt),
  };
}
