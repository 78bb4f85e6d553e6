import { importFindings, importOwners, importProgress, imports } from '@keyline/schema';
import {
  type Bound,
  columns,
  first,
  insert,
  must,
  type RecordState,
  type Subject,
  statement,
  type TenantStore,
  tenant,
  update,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';
import type { Finding } from './findings.ts';

export type ImportState = RecordState<typeof imports>;

export const importSubject: Subject<typeof imports> = {
  type: 'import',
  table: imports,
  accountOf: () => null,
  logged: ({ kind, state, dryRun, mapping, fileName, fileSize, sha256, failure }) => {
    return { kind, state, dryRun, mapping, fileName, fileSize, sha256, failure };
  },
};

export const importRow = {
  id: imports.id,
  version: imports.version,
  createdAt: imports.createdAt,
  updatedAt: imports.updatedAt,
  createdBy: imports.createdBy,
  kind: imports.kind,
  state: imports.state,
  dryRun: imports.dryRun,
  mapping: imports.mapping,
  fileName: imports.fileName,
  fileSize: imports.fileSize,
  sha256: imports.sha256,
  fileKey: imports.fileKey,
  failure: imports.failure,
  failureValues: imports.failureValues,
};

export const progressRow = {
  layout: importProgress.layout,
  position: importProgress.position,
  rowsRead: importProgress.rowsRead,
  ended: importProgress.ended,
  created: importProgress.created,
  updated: importProgress.updated,
  unchanged: importProgress.unchanged,
  failed: importProgress.failed,
  warnings: importProgress.warnings,
  findings: importProgress.findings,
  breakdowns: importProgress.breakdowns,
  runner: importProgress.runner,
  startedAt: importProgress.startedAt,
  endedAt: importProgress.endedAt,
  files: importProgress.files,
};

export const importById = statement({
  values: ['id'],
  row: importRow,
  sql: sql`SELECT ${columns(importRow)} FROM ${imports} WHERE ${imports.tenantId} = ${tenant} AND ${imports.id} = ${value('id')}`,
});

export const progressById = statement({
  values: ['id'],
  row: progressRow,
  sql: sql`SELECT ${columns(progressRow)} FROM ${importProgress} WHERE ${importProgress.tenantId} = ${tenant} AND ${importProgress.importId} = ${value('id')}`,
});

export type ProgressState = ReturnType<typeof progressById.decode>;

/** The progress of an import that nobody has looked at yet. */
export function newProgress(importId: string): Bound {
  const counts = { created: 0, updated: 0, unchanged: 0, failed: 0, warnings: 0, findings: 0, breakdowns: 0 };
  const start = { layout: null, position: 0, rowsRead: 0, ended: false, runner: '', runnerUntil: 0 };
  return insert(importProgress, {
    importId,
    ...start,
    ...counts,
    startedAt: null,
    endedAt: null,
    files: true,
  });
}

/** At the commit: nobody is at work on it. */
export const mustBeFree = must(
  ['id', 'now'],
  sql`SELECT ${importProgress.runnerUntil} <= ${value('now')} FROM ${importProgress} WHERE ${importProgress.tenantId} = ${tenant} AND ${importProgress.importId} = ${value('id')}`,
);

/** At the commit: it is still to be done, by this runner, and the rows before this place and no others are. */
export const mustStandAt = must(
  ['id', 'runner', 'position'],
  sql`SELECT i.state = 'requested' AND p.runner = ${value('runner')} AND p.position = ${value('position')} AND p.ended = 0 FROM ${importProgress} p JOIN ${imports} i ON i.tenant_id = ${tenant} AND i.id = p.import_id WHERE p.tenant_id = ${tenant} AND p.import_id = ${value('id')}`,
);

/** Sets fields of the progress. */
export function moved(importId: string, patch: Partial<typeof importProgress.$inferInsert>): Bound {
  return update(importProgress, { importId }, patch);
}

/** Takes the import on, or lets it go (`until` 0), where this runner or nobody has it. */
export function taken(importId: string, runner: string, until: number, startedAt?: number): Bound {
  return moved(importId, {
    runner: until === 0 ? '' : runner,
    runnerUntil: until,
    ...(startedAt !== undefined && { startedAt }),
  });
}

const released = statement({
  values: ['id', 'runner'],
  sql: sql`UPDATE ${importProgress} SET runner = '', runner_until = 0 WHERE tenant_id = ${tenant} AND import_id = ${value('id')} AND runner = ${value('runner')}`,
});

/** Lets go of an import that this runner has; of one that another has, nothing. */
export function release(id: string, runner: string): Bound {
  return released.bind({ id, runner });
}

const findingsInsert = statement({
  values: ['id', 'rows'],
  sql: sql`INSERT INTO ${importFindings} (tenant_id, import_id, "row", place, severity, code, pointer, "values", id) SELECT ${tenant}, ${value('id')}, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5, j.value ->> 6 FROM json_each(${value('rows')}) j WHERE true ON CONFLICT (tenant_id, import_id, "row", place) DO NOTHING`,
});

/** Keeps what is said about rows; nothing where nothing is said. */
export function keptFindings(importId: string, findings: readonly Finding[]): Bound[] {
  if (findings.length === 0) return [];
  const places = new Map<number, number>();
  const rows = findings.map(({ row, severity, code, pointer, values }) => {
    const place = places.get(row) ?? 0;
    places.set(row, place + 1);
    const id = `${String(row).padStart(10, '0')}.${String(place).padStart(4, '0')}`;
    return [row, place, severity, code, pointer, JSON.stringify(values), id];
  });
  return [findingsInsert.bind({ id: importId, rows: JSON.stringify(rows) })];
}

const ownersCounted = statement({
  values: ['id', 'counts'],
  sql: sql`INSERT INTO ${importOwners} (tenant_id, import_id, user_id, records) SELECT ${tenant}, ${value('id')}, j.key, j.value FROM json_each(${value('counts')}) j WHERE true ON CONFLICT (tenant_id, import_id, user_id) DO UPDATE SET records = records + excluded.records`,
});

/** Counts records that the import gave to somebody, one for each time that he is named. */
export function given(importId: string, owners: readonly string[]): Bound[] {
  if (owners.length === 0) return [];
  const counts = [...Map.groupBy(owners, (id) => id)].map(([id, times]) => [id, times.length]);
  return [ownersCounted.bind({ id: importId, counts: JSON.stringify(Object.fromEntries(counts)) })];
}

/** Counts a run that broke off; returns how many did at this place, and which row that is. */
export async function brokenDown(
  store: TenantStore,
  id: string,
): Promise<{ readonly breakdowns: number; readonly rowsRead: number }> {
  const { progress } = await store.read({ progress: first(progressById.bind({ id })) });
  const breakdowns = (progress?.breakdowns ?? 0) + 1;
  await store.commit({ changes: [], also: [moved(id, { breakdowns })] });
  return { breakdowns, rowsRead: progress?.rowsRead ?? 0 };
}
