import { idField } from '@keyline/kernel';
import { tasks } from '@keyline/schema';
import type { RowOf } from '@keyline/store';
import * as v from 'valibot';

/** Tasks as everybody's work reads them all day: an entry of its own, which evaluates nothing of how records move. */
export const taskRow = {
  id: tasks.id,
  version: tasks.version,
  createdAt: tasks.createdAt,
  updatedAt: tasks.updatedAt,
  createdBy: tasks.createdBy,
  subjectType: tasks.subjectType,
  subjectId: tasks.subjectId,
  accountId: tasks.accountId,
  key: tasks.key,
  kind: tasks.kind,
  about: tasks.about,
  title: tasks.title,
  stage: tasks.stage,
  parties: tasks.parties,
  drafters: tasks.drafters,
  state: tasks.state,
  assigneeId: tasks.assigneeId,
  dueAt: tasks.dueAt,
  endedAt: tasks.endedAt,
};

export type TaskRow = RowOf<typeof taskRow>;

/** Whom a task or a seat names. */
export const partyField = v.pipe(
  v.union([
    v.strictObject({ userId: idField('user') }),
    v.strictObject({
      role: v.pipe(v.string(), v.metadata({ examples: ['branch_manager'] })),
      orgUnitId: v.pipe(v.nullable(idField('org_unit')), v.description('Null: wherever it is held.')),
    }),
  ]),
  v.metadata({ ref: 'Party' }),
);
