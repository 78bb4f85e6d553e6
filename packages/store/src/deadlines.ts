import { deadlines, type WorkerName } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { must } from './must.ts';
import { type Bound, columns, type RowOf, statement, tenant, value } from './statement.ts';

/** A record that a deadline is about. */
export interface DeadlineSubject {
  readonly type: string;
  readonly id: string;
}

/** A time at which something happens unless it is called off before. */
export interface NewDeadline {
  /** The Worker that has the handler of this kind. */
  readonly worker: WorkerName;
  /** `<subject>.<what is due>`: the handler's. */
  readonly kind: string;
  readonly subject: DeadlineSubject;
  /** The account on whose timeline it shows; null: none. */
  readonly accountId: string | null;
  /** Business time, milliseconds. */
  readonly dueAt: number;
  /** 0 when absent; each further escalation has the next. */
  readonly level?: number;
  /** 0 when absent; the next where the subject begins anew (a reopened ticket), so that it can fire once more. */
  readonly cycle?: number;
  /** What the handler has to know beside the subject: ids and numbers, nothing personal. */
  readonly data?: Readonly<Record<string, unknown>>;
}

const arming = statement({
  values: [
    'id',
    'worker',
    'kind',
    'subjectType',
    'subjectId',
    'accountId',
    'dueAt',
    'level',
    'cycle',
    'data',
  ],
  sql: sql`INSERT INTO ${deadlines} (tenant_id, id, worker, kind, subject_type, subject_id, account_id, due_at, level, cycle, state, wake_at, attempts, data) VALUES (${tenant}, ${value('id')}, ${value('worker')}, ${value('kind')}, ${value('subjectType')}, ${value('subjectId')}, ${value('accountId')}, ${value('dueAt')}, ${value('level')}, ${value('cycle')}, 'armed', ${value('dueAt')}, 0, ${value('data')}) ON CONFLICT (tenant_id, id) DO UPDATE SET worker = excluded.worker, account_id = excluded.account_id, due_at = excluded.due_at, state = 'armed', wake_at = excluded.wake_at, attempts = 0, last_error = NULL, ended_at = NULL, data = excluded.data WHERE state <> 'fired'`,
});

/**
 * Arms a deadline; part of the commit (`also`) of what it watches. Armed again, it moves to its new time, also
 * after it was called off; once fired it stays so, and only another level or cycle is a new one.
 */
export function armDeadline({ subject, ...given }: NewDeadline): Bound {
  const { worker, kind, accountId, dueAt, level = 0, cycle = 0, data = {} } = given;
  return arming.bind({
    id: deadlineId({ subject, kind, level, cycle }),
    worker,
    kind,
    subjectType: subject.type,
    subjectId: subject.id,
    accountId,
    dueAt,
    level,
    cycle,
    data: JSON.stringify(data),
  });
}

/** The id under which a deadline is there once. */
export function deadlineId(of: {
  readonly subject: DeadlineSubject;
  readonly kind: string;
  readonly level?: number;
  readonly cycle?: number;
}): string {
  return `${of.subject.id}/${of.kind}/${of.level ?? 0}/${of.cycle ?? 0}`;
}

const cancelling = statement({
  values: ['subjectId', 'kind', 'dueAfter'],
  sql: sql`UPDATE ${deadlines} SET state = 'cancelled', ended_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE ${deadlines.tenantId} = ${tenant} AND ${deadlines.subjectId} = ${value('subjectId')} AND ${deadlines.state} = 'armed' AND ${deadlines.kind} = coalesce(${value('kind')}, ${deadlines.kind}) AND ${deadlines.dueAt} > coalesce(${value('dueAfter')}, ${deadlines.dueAt} - 1)`,
});

/**
 * Calls off what is still armed for a record, of one kind or of all; part of the commit (`also`) that ends the wait.
 * With `dueAfter` (business time, milliseconds) what was due until then stays: it happened, and a sweep has yet to come.
 */
export function cancelDeadlines(subject: DeadlineSubject, kind?: string, dueAfter?: number): Bound {
  return cancelling.bind({ subjectId: subject.id, kind: kind ?? null, dueAfter: dueAfter ?? null });
}

const deadlineRow = {
  id: deadlines.id,
  kind: deadlines.kind,
  subjectType: deadlines.subjectType,
  subjectId: deadlines.subjectId,
  accountId: deadlines.accountId,
  dueAt: deadlines.dueAt,
  level: deadlines.level,
  cycle: deadlines.cycle,
  attempts: deadlines.attempts,
  data: deadlines.data,
};

/** A deadline as its handler sees it. `dueAt` is business time, milliseconds. */
export type Deadline = RowOf<typeof deadlineRow>;

/** Those of these ids (a list in JSON) that are armed, and due by now: they may have been moved since they were found. */
export const armedDeadlines = statement({
  values: ['ids', 'now'],
  row: deadlineRow,
  sql: sql`SELECT ${columns(deadlineRow)} FROM json_each(${value('ids')}) j CROSS JOIN ${deadlines} ON ${deadlines.tenantId} = ${tenant} AND ${deadlines.id} = j.value WHERE ${deadlines.state} = 'armed' AND ${deadlines.dueAt} <= ${value('now')}`,
});

/** A deadline that is due, as it was looked at. */
type Due = Pick<Deadline, 'id' | 'dueAt'>;

const armedStill = must(
  ['due', 'count'],
  sql`SELECT count(*) = ${value('count')} FROM json_each(${value('due')}) j CROSS JOIN ${deadlines} d ON d.tenant_id = ${tenant} AND d.id = j.value ->> 0 WHERE d.state = 'armed' AND d.due_at = j.value ->> 1`,
);

const firing = statement({
  values: ['ids', 'now'],
  sql: sql`UPDATE ${deadlines} SET state = 'fired', fired_at = ${value('now')}, ended_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE ${deadlines.tenantId} = ${tenant} AND ${deadlines.id} IN (SELECT j.value FROM json_each(${value('ids')}) j) AND ${deadlines.state} = 'armed'`,
});

/**
 * Fires deadlines in the commit of what they cause: the whole commit fails where one of them was fired, moved or
 * called off meanwhile. `now` is business time.
 */
export function fireDeadlines(
  due: readonly Due[],
  now: number,
): { readonly must: Bound; readonly fire: Bound } {
  const pairs = due.map(({ id, dueAt }) => [id, dueAt]);
  return {
    must: armedStill.bind({ due: JSON.stringify(pairs), count: due.length }),
    fire: firing.bind({ ids: JSON.stringify(due.map(({ id }) => id)), now }),
  };
}

const failing = statement({
  values: ['id', 'error', 'wakeAt'],
  sql: sql`UPDATE ${deadlines} SET attempts = attempts + 1, last_error = ${value('error')}, wake_at = ${value('wakeAt')} WHERE ${deadlines.tenantId} = ${tenant} AND ${deadlines.id} = ${value('id')} AND ${deadlines.state} = 'armed'`,
});

/** Writes down that a deadline failed, why in one word, and when (business time) it is tried again. */
export function failDeadline(id: string, error: string, wakeAt: number): Bound {
  return failing.bind({ id, error, wakeAt });
}
