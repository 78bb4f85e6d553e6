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

const keyOf = (year: number) => `year-${year}`;
const yearOf = (key: string) => Number(key.slice('year-'.length));

/** Of calendars and years (a JSON list of pairs, see `pairsOf`) those for which there is, or was, a task. */
export const yearsWithTask = statement({
  values: ['pairs'],
  row: { id: tasks.subjectId, key: tasks.key },
  sql: sql`SELECT k.subject_id AS "id", k.key AS "key" FROM json_each(${value('pairs')}) j CROSS JOIN ${tasks} k INDEXED BY tasks_by_key ON k.tenant_id = ${tenant} AND k.subject_id = j.value ->> 0 AND k.key = j.value ->> 1`,
});

export function pairsOf(missing: readonly MissingYear[]): string {
  return JSON.stringify(missing.map(({ id, year }) => [id, keyOf(year)]));
}

/** Opens the task of the administrators to load a year, of each calendar that had none for it yet. */
export function askingForYears(
  moment: Moment,
  missing: readonly MissingYear[],
  asked: readonly ReturnType<typeof yearsWithTask.decode>[],
  administrators: { readonly id: string } | undefined,
): Writes {
  const people = { roleIds: { ...(administrators && { administrator: administrators.id }) } };
  const writes = missing
    .filter(({ id, year }) => !asked.some((one) => one.id === id && one.key === keyOf(year)))
    .map(({ id, name: about, year }) => {
      const of = { type: 'calendar', id, accountId: null, about, stage: 'year_missing', drafters: [] };
      return opening(moment, of, [taskOf(year)], people);
    });
  return {
    changes: writes.flatMap(({ changes }) => changes),
    also: writes.flatMap(({ also }) => also),
  };
}

function taskOf(year: number): NewTask {
  return {
    key: keyOf(year),
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
