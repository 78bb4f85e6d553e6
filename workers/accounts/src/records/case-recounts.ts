import { limitKind, limitsArmed, standing, taskRow, taskSubject, workingTimeOf } from '@keyline/cases';
import type { Recounted } from '@keyline/process/engine';
import { cases, deadlines, tasks } from '@keyline/schema';
import {
  all,
  asJson,
  type Bound,
  type Change,
  changed,
  columns,
  type Moment,
  must,
  statement,
  type TenantStore,
  tenant,
  tenantCalendar,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';
import type { CaseRow } from '../views.ts';
import { caseRow, caseSubject, runningOf, watchedCase } from './cases.ts';

/** Cases of one commit. */
const pageSize = 50;

/** What is armed for the limit of a case: level and due time. */
type Armed = readonly (readonly [level: number, dueAt: number])[];

/** Cases behind this one whose limits are armed for a time from then on, with what is armed, by id. */
const casesWithLimits = statement({
  values: ['kind', 'since', 'after', 'limit'],
  row: { ...caseRow, armed: asJson<Armed>([]) },
  sql: sql`SELECT ${columns(caseRow, 'c')}, l.armed AS "armed" FROM (SELECT d.subject_id AS id, json_group_array(json_array(d.level, d.due_at)) AS armed FROM ${deadlines} d INDEXED BY deadlines_of_subject WHERE d.tenant_id = ${tenant} AND d.subject_id > ${value('after')} AND d.state = 'armed' AND d.kind = ${value('kind')} AND d.due_at >= ${value('since')} GROUP BY d.subject_id ORDER BY d.subject_id LIMIT ${value('limit')}) l CROSS JOIN ${cases} c ON c.tenant_id = ${tenant} AND c.id = l.id`,
});

type Found = ReturnType<typeof casesWithLimits.decode>;

/** The open tasks of these cases (a JSON list of ids). */
const openTasksOfCases = statement({
  values: ['ids'],
  row: taskRow,
  sql: sql`SELECT ${columns(taskRow, 'k')} FROM json_each(${value('ids')}) j CROSS JOIN ${tasks} k INDEXED BY tasks_open ON k.tenant_id = ${tenant} AND k.subject_id = j.value AND k.state = 'open'`,
});

/** At the commit: cases (a JSON list of ids and versions) are as they were seen, so that nothing is armed of a stage that was left. */
const mustBeAsSeen = must(
  ['seen', 'count'],
  sql`SELECT count(*) = ${value('count')} FROM json_each(${value('seen')}) j CROSS JOIN ${cases} c ON c.tenant_id = ${tenant} AND c.id = j.value ->> 0 AND c.version = j.value ->> 1`,
);

interface Moved {
  readonly row: CaseRow;
  readonly recounted: Recounted;
}

/**
 * Counts the limits of a page of cases by the tenant's calendar as it is, and moves those that are due at another time
 * with what is armed for them and their tasks. Returns the id behind which to go on, or null; `lost` where somebody else
 * was faster with one of them.
 */
export async function recountPage(
  store: TenantStore,
  moment: Moment,
  since: number,
  after: string,
): Promise<string | null | 'lost'> {
  const { recount } = await import('@keyline/process/engine');
  const { found, calendar } = await store.read({
    found: all(casesWithLimits.bind({ kind: limitKind('case'), since, after, limit: pageSize })),
    calendar: tenantCalendar(),
  });
  const time = workingTimeOf(calendar.calendar);
  const moved = found.flatMap(({ armed, ...row }: Found): Moved[] => {
    const recounted = recount(runningOf(row, undefined).state, time);
    const arm = recounted?.arm.filter((due) =>
      armed.some(([level, dueAt]) => level === due.level && dueAt !== due.dueAt),
    );
    return recounted && arm && arm.length > 0 ? [{ row, recounted: { ...recounted, arm } }] : [];
  });
  const last = found
    .map(({ id }) => id)
    .toSorted()
    .at(-1);
  const next = found.length < pageSize ? null : (last ?? null);
  if (moved.length === 0) return next;
  const seen = moved.map(({ row }) => [row.id, row.version]);
  const writes = await movedWith(store, moment, moved, calendar.version);
  const musts = [mustBeAsSeen.bind({ seen: JSON.stringify(seen), count: seen.length })];
  return (await store.commit({ ...writes, musts })).committed ? next : 'lost';
}

async function movedWith(
  store: TenantStore,
  moment: Moment,
  moved: readonly Moved[],
  calendarVersion: number,
) {
  const ids = JSON.stringify(moved.map(({ row }) => row.id));
  const { open } = await store.read({ open: all(openTasksOfCases.bind({ ids })) });
  const changes = moved.flatMap(({ row, recounted: { next, events } }): Change[] => {
    if (events.length === 0) return [];
    const facts = { calendarVersion, events };
    const made = changed(moment, caseSubject, row, standing(next), { type: 'case.due_moved', facts });
    const late = open.filter((task) => task.subjectId === row.id && task.dueAt === row.dueAt);
    const patch = { dueAt: next.clock?.dueAt ?? null };
    return [
      made,
      ...late.map((task) => changed(moment, taskSubject, task, patch, { type: 'task.due_moved' })),
    ];
  });
  const also = moved.flatMap(({ row, recounted }): Bound[] => limitsArmed(watchedCase(row), recounted.arm));
  return { changes, also };
}
