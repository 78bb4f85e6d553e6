import type { CalendarDefinition } from '@keyline/calendar';
import { closing, type NewTask, opening, type TaskRow, type Writes } from '@keyline/cases';
import { tasks } from '@keyline/schema';
import { type Moment, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** A calendar that misses the holidays of a year. */
export interface MissingYear {
  readonly id: string;
  readonly name: string;
  readonly year: number;
}

/** The key of the task for a year; the later ones, of a year that was taken out again, are counted behind it. */
const keyOf = (year: number, before = 0) => (before === 0 ? `year-${year}` : `year-${year}-${before + 1}`);
const yearOf = (key: string) => Number(key.split('-')[1]);

/** Of calendars and years (a JSON list of pairs, see `pairsOf`) the tasks that there are, or were. */
export const yearsWithTask = statement({
  values: ['pairs'],
  row: { id: tasks.subjectId, key: tasks.key, state: tasks.state },
  sql: sql`SELECT k.subject_id AS "id", k.key AS "key", k.state AS "state" FROM json_each(${value('pairs')}) j CROSS JOIN ${tasks} k INDEXED BY tasks_by_key ON k.tenant_id = ${tenant} AND k.subject_id = j.value ->> 0 AND k.key >= j.value ->> 1 AND k.key < (j.value ->> 1) || '~'`,
});

export function pairsOf(missing: readonly MissingYear[]): string {
  return JSON.stringify(missing.map(({ id, year }) => [id, keyOf(year)]));
}

/**
 * Opens the task of the administrators to load a year, of each calendar that has none open for it: one that is closed was
 * for a year that somebody has taken out again since.
 */
export function askingForYears(
  moment: Moment,
  missing: readonly MissingYear[],
  asked: readonly ReturnType<typeof yearsWithTask.decode>[],
  administrators: { readonly id: string } | undefined,
): Writes {
  const people = { roleIds: { ...(administrators && { administrator: administrators.id }) } };
  const writes = missing
    .map((calendar) => ({ ...calendar, before: tasksFor(calendar, asked) }))
    .filter(({ before }) => before.every(({ state }) => state !== 'open'))
    .map(({ id, name: about, year, before }) => {
      const of = { type: 'calendar', id, accountId: null, about, stage: 'year_missing', drafters: [] };
      return opening(moment, of, [taskOf(year, before.length)], people);
    });
  return {
    changes: writes.flatMap(({ changes }) => changes),
    also: writes.flatMap(({ also }) => also),
  };
}

function tasksFor({ id, year }: MissingYear, asked: readonly ReturnType<typeof yearsWithTask.decode>[]) {
  return asked.filter((one) => one.id === id && yearOf(one.key) === year);
}

function taskOf(year: number, before: number): NewTask {
  return {
    key: keyOf(year, before),
    kind: 'upkeep',
    title: { en: `Load the holidays of ${year}`, 'zh-CN': `导入 ${year} 年的节假日安排` },
    parties: [{ role: 'administrator', orgUnitId: null }],
    dueAt: Date.UTC(year, 0, 1),
  };
}

/** Closes what a calendar no longer asks for: years that it knows by now, or all when it is removed. */
export function answeringYears(
  moment: Moment,
  open: readonly TaskRow[],
  definition: CalendarDefinition | null,
): Writes {
  const knows = (year: number) => definition?.knownYears?.includes(year) ?? true;
  const how = definition === null ? 'cancelled' : 'done';
  const answered = open.filter(({ key }) => knows(yearOf(key))).map(({ key }) => ({ key, how }) as const);
  return closing(moment, open, answered, moment.actor.type === 'user' ? moment.actor.id : null);
}
