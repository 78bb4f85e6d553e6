import { type Reaction, work } from '@keyline/http';
import type { CaseState } from '@keyline/process';
import type { Recounted } from '@keyline/process/engine';
import { deadlines, tasks } from '@keyline/schema';
import {
  all,
  asJson,
  type Bound,
  type Change,
  changed,
  columns,
  type Moment,
  must,
  type NewRow,
  type RecordState,
  statement,
  type TenantStore,
  tenant,
  tenantCalendar,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';
import { standing } from './follow-up.ts';
import { limitKind, limitsArmed } from './limits.ts';
import { type Moving, watchedRecord } from './moving.ts';
import type { MovingTable } from './process-statements.ts';
import { type TaskRow, taskRow } from './task-row.ts';
import { taskSubject } from './tasks.ts';
import { workingTimeOf } from './working-time.ts';

/** Records of one commit. */
const pageSize = 50;
/** How often in a row others may be faster with a page. */
const mostLosses = 5;

/** Records behind this one whose limits are armed for a time from then on, with level and due time of what is armed. */
const recordsWithLimits = statement({
  values: ['kind', 'since', 'after', 'limit'],
  row: { id: deadlines.subjectId, armed: asJson<readonly (readonly [level: number, dueAt: number])[]>([]) },
  sql: sql`SELECT d.subject_id AS "id", json_group_array(json_array(d.level, d.due_at)) AS "armed" FROM ${deadlines} d INDEXED BY deadlines_of_subject WHERE d.tenant_id = ${tenant} AND d.subject_id > ${value('after')} AND d.state = 'armed' AND d.kind = ${value('kind')} AND d.due_at >= ${value('since')} GROUP BY d.subject_id ORDER BY d.subject_id LIMIT ${value('limit')}`,
});

/** The open tasks of these records (a JSON list of ids). */
const openTasksOfAll = statement({
  values: ['ids'],
  row: taskRow,
  sql: sql`SELECT ${columns(taskRow, 'k')} FROM json_each(${value('ids')}) j CROSS JOIN ${tasks} k INDEXED BY tasks_open ON k.tenant_id = ${tenant} AND k.subject_id = j.value AND k.state = 'open'`,
});

/** At the commit: records (a JSON list of ids and versions) are as they were seen, so that nothing is armed of a stage that was left. */
function asSeen(table: MovingTable) {
  return must(
    ['seen', 'count'],
    sql`SELECT count(*) = ${value('count')} FROM json_each(${value('seen')}) j CROSS JOIN ${table} r ON r.tenant_id = ${tenant} AND r.id = j.value ->> 0 AND r.version = j.value ->> 1`,
  );
}

/** A kind of record whose limits are counted anew. */
export interface Recounting<T extends MovingTable> {
  readonly moving: Moving<T>;
  /** Records by a JSON list of ids. */
  readonly byIds: { bind(values: { readonly ids: string }): Bound<RecordState<T>> };
  /** The type of the event that tells of it. */
  readonly told: string;
}

/** Counts the limits of one kind of record anew, whatever its table. */
export type Recount = (store: TenantStore, moment: Moment, since: number) => Promise<void>;

/** Records of this kind, for `recountsLimits`. */
export function recountOf<T extends MovingTable>(recounting: Recounting<T>): Recount {
  return (store, moment, since) => recountLimits(recounting, store, moment, since);
}

/**
 * When the holidays of a year are known, what was due by an assumed day is due when it is by the real one. Limits run by
 * the tenant's default calendar, so that of another one nothing is to be done.
 */
export function recountsLimits(...recounts: readonly Recount[]): Reaction {
  return work({
    on: 'calendar.year_loaded',
    async run({ event, moment, store }) {
      const { calendar } = await store.read({ calendar: tenantCalendar() });
      if (calendar.id !== event.subjectId) return;
      // In every zone the year has not begun a day before it does in UTC.
      const since = Date.UTC(Number(event.data.year), 0, 0);
      for (const recount of recounts) await recount(store, moment, since);
    },
  });
}

/**
 * Counts the running limits of all records of a kind that are due from `since` on (milliseconds) by the tenant's
 * calendar as it is, page by page: what is due at another time moves, with its tasks and what is armed. Idempotent;
 * what was told of a limit stays told.
 */
async function recountLimits<T extends MovingTable>(
  recounting: Recounting<T>,
  store: TenantStore,
  moment: Moment,
  since: number,
): Promise<void> {
  let after: string | null = '';
  let losses = 0;
  while (after !== null) {
    const next: Page = await recountPage(recounting, store, moment, { since, after });
    losses = next === 'lost' ? losses + 1 : 0;
    if (losses >= mostLosses) throw new Error('others were faster with a page again and again');
    if (next !== 'lost') after = next.after;
  }
}

/** Behind which record the next page begins, null: there is none; `lost` where somebody else was faster. */
type Page = { readonly after: string | null } | 'lost';

interface Moved<T extends MovingTable> {
  readonly row: RecordState<T>;
  readonly recounted: Recounted;
}

async function recountPage<T extends MovingTable>(
  recounting: Recounting<T>,
  store: TenantStore,
  moment: Moment,
  { since, after }: { readonly since: number; readonly after: string },
): Promise<Page> {
  const { moving, byIds } = recounting;
  const { recount } = await import('@keyline/process/engine');
  const kind = limitKind(moving.subject.type);
  const { found, calendar } = await store.read({
    found: all(recordsWithLimits.bind({ kind, since, after, limit: pageSize })),
    calendar: tenantCalendar(),
  });
  const next = { after: found.length < pageSize ? null : (found.at(-1)?.id ?? null) };
  if (found.length === 0) return next;
  const ids = JSON.stringify(found.map(({ id }) => id));
  const { rows, open } = await store.read({
    rows: all(byIds.bind({ ids })),
    open: all(openTasksOfAll.bind({ ids })),
  });
  const time = workingTimeOf(calendar.calendar);
  const moved = rows.flatMap((row): Moved<T>[] => {
    const { id, processState } = columnsOf(row);
    const recounted = recount(processState, time);
    const armed = new Map(found.find((one) => one.id === id)?.armed);
    const arm = recounted?.arm.filter(({ level, dueAt }) => armed.has(level) && armed.get(level) !== dueAt);
    return recounted && arm && arm.length > 0 ? [{ row, recounted: { ...recounted, arm } }] : [];
  });
  if (moved.length === 0) return next;
  const seen = JSON.stringify(moved.map(({ row }) => [columnsOf(row).id, columnsOf(row).version]));
  const outcome = await store.commit({
    musts: [asSeen(moving.subject.table).bind({ seen, count: moved.length })],
    changes: moved.flatMap((one) => changesOf(recounting, moment, one, open, calendar.version)),
    also: moved.flatMap(({ row, recounted }) => limitsArmed(watchedRecord(moving, row), recounted.arm)),
  });
  return outcome.committed ? next : 'lost';
}

/** The record and its tasks as they are due from now on; nothing where only its warning moves. */
function changesOf<T extends MovingTable>(
  { moving, told: type }: Recounting<T>,
  moment: Moment,
  { row, recounted: { next, events } }: Moved<T>,
  open: readonly TaskRow[],
  calendarVersion: number,
): Change[] {
  if (events.length === 0) return [];
  const { id, processState } = columnsOf(row);
  const patch = standing(next) as unknown as Partial<NewRow<T>>;
  const facts = { calendarVersion, events };
  const due = { dueAt: next.clock?.dueAt ?? null };
  const timed = open.filter((task) => task.subjectId === id && task.dueAt === processState.clock?.dueAt);
  return [
    changed(moment, moving.subject, row, patch, { type, facts }),
    ...timed.map((task) => changed(moment, taskSubject, task, due, { type: 'task.due_moved' })),
  ];
}

function columnsOf(row: unknown) {
  return row as { readonly id: string; readonly version: number; readonly processState: CaseState };
}
