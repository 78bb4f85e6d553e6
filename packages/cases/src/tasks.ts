import { newId, toInstant } from '@keyline/kernel';
import type { OpenTask, Party } from '@keyline/process';
import { type TaskKind, tasks } from '@keyline/schema';
import {
  type Bound,
  type Change,
  changed,
  columns,
  created,
  type Moment,
  nameParty,
  releaseParties,
  type Subject,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { namedAs, type People } from './organisation.ts';
import { type TaskRow, taskRow } from './task-row.ts';

export const taskSubject: Subject<typeof tasks> = {
  type: 'task',
  table: tasks,
  accountOf: (row) => row.accountId,
  logged: ({ subjectType, subjectId, kind, title, stage, parties, state, assigneeId, dueAt }) => ({
    ...{ subjectType, subjectId, kind, title, stage, parties, state, assigneeId },
    dueAt: dueAt === null ? null : toInstant(dueAt),
  }),
};

/** The tasks of a record that are open: as many as its stage has. `record` gives its id out of a value of this name. */
export function openTasksBy<const Name extends string>(name: Name, record: SQL) {
  return statement({
    values: [name],
    row: taskRow,
    sql: sql`SELECT ${columns(taskRow)} FROM ${tasks} INDEXED BY tasks_open WHERE ${tasks.tenantId} = ${tenant} AND ${tasks.subjectId} = ${record} AND ${tasks.state} = 'open'`,
  });
}

export const openTasksOf = openTasksBy('subjectId', sql`${value('subjectId')}`);

/** Who has taken on, or was given, each open task, by its key. */
export function assigneesOf(open: readonly TaskRow[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    open.flatMap(({ key, assigneeId }) => (assigneeId === null ? [] : [[key, assigneeId] as const])),
  );
}

/** What tasks are about. */
export interface TaskSubject {
  readonly type: string;
  readonly id: string;
  readonly accountId: string | null;
  readonly about: string;
  readonly stage: string;
  readonly drafters: readonly string[];
}

/** A task to open: of a process, or of whatever has to be seen to. */
export type NewTask = Pick<OpenTask, 'key' | 'title' | 'parties' | 'dueAt'> & { readonly kind: TaskKind };

/** Writes of a commit. */
export interface Writes {
  readonly changes: readonly Change[];
  readonly also: readonly Bound[];
}

/** Opens tasks: whom they name sees the record's public part from now on, and the task itself. */
export function opening(
  moment: Moment,
  of: TaskSubject,
  opened: readonly NewTask[],
  people: Pick<People, 'roleIds'>,
): Writes {
  const made = opened.map(({ key, kind, title, parties, dueAt }) => {
    const id = newId('task');
    const { type: subjectType, id: subjectId, accountId, about, stage, drafters } = of;
    const row = { id, subjectType, subjectId, accountId, key, kind, about, title, stage, parties, drafters };
    const rest = { state: 'open', assigneeId: null, dueAt, endedAt: null } as const;
    return created(moment, taskSubject, { ...row, ...rest }, { type: 'task.opened' });
  });
  return {
    changes: made,
    also: made.flatMap(({ row }) => row.parties.flatMap((party) => naming(moment, row, party, people))),
  };
}

/** Lets a party see the record and the task as long as the task is open. */
export function naming(
  moment: Moment,
  task: Pick<TaskRow, 'id' | 'kind' | 'subjectType' | 'subjectId' | 'accountId'>,
  party: Party,
  people: Pick<People, 'roleIds'>,
): Bound[] {
  const named = namedAs(party, people);
  if (named === undefined) return [];
  const reason = task.kind === 'approval' ? 'approval' : 'task';
  const common = { reason, causeId: task.id, openedAt: moment.now } as const;
  const record = { type: task.subjectType, id: task.subjectId };
  return [
    nameParty({ ...common, subject: record, accountId: task.accountId }, named),
    nameParty({ ...common, subject: { type: 'task', id: task.id }, accountId: null }, named),
  ];
}

/** Closes tasks: done by whoever acted, or no longer needed. */
export function closing(
  moment: Moment,
  open: readonly TaskRow[],
  closed: readonly { readonly key: string; readonly how: 'done' | 'cancelled' }[],
  doneBy: string | null,
): Writes {
  const made = closed.flatMap(({ key, how }) => {
    const task = open.find((one) => one.key === key);
    if (task === undefined) return [];
    const assigneeId = how === 'done' ? (doneBy ?? task.assigneeId) : task.assigneeId;
    const patch = { state: how, assigneeId, endedAt: moment.now };
    return [changed(moment, taskSubject, task, patch, { type: `task.${how}` })];
  });
  return { changes: made, also: made.map(({ row }) => releaseParties(row.id)) };
}
