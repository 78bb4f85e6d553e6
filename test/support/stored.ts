import type { Contents, StoredRow } from '@keyline/testkit';

/** A row with the table it lies in. */
export interface Placed {
  readonly table: string;
  readonly row: StoredRow;
}

/** The record of this id: the row that has an id and a version. */
export function recordOf(contents: Contents, id: string): Placed | undefined {
  for (const [table, rows] of contents) {
    const row = rows.find((one) => one.id === id && typeof one.version === 'number');
    if (row !== undefined && table !== 'events') return { table, row };
  }
  return undefined;
}

/** Every record, of all tables. */
export function recordsOf(contents: Contents): Placed[] {
  return [...contents]
    .filter(([table]) => table !== 'events')
    .flatMap(([table, rows]) => rows.map((row) => ({ table, row })))
    .filter(({ row }) => typeof row.id === 'string' && typeof row.version === 'number');
}

/** The events that came between two looks, in the order of the log. */
export function eventsGained(before: Contents, after: Contents): StoredRow[] {
  const known = new Set((before.get('events') ?? []).map(({ id }) => id));
  const gained = (after.get('events') ?? []).filter(({ id }) => !known.has(id ?? ''));
  return gained.toSorted((a, b) => Number(a.seq) - Number(b.seq));
}

/** The version that the log has reached for a subject; 0 when it has none. */
export function versionInLog(contents: Contents, subjectId: unknown): number {
  const own = (contents.get('events') ?? []).filter((event) => event.subject_id === subjectId);
  return Math.max(0, ...own.map(({ version }) => Number(version ?? 0)));
}
