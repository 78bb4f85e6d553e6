import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';

/** Which column fills which field, what its values mean, and what new records get where the file says nothing. */
export interface ImportMapping {
  readonly columns?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly defaults?: Readonly<Record<string, string | number | boolean>>;
}

/** A file whose rows become records. What changes page by page stands in `import_progress`. */
export const imports = sqliteTable(
  'imports',
  {
    ...recordColumns(),
    kind: text('kind').notNull(),
    state: text('state', { enum: ['requested', 'done', 'failed', 'cancelled'] }).notNull(),
    /** Validates everything and writes no record. */
    dryRun: integer('dry_run', { mode: 'boolean' }).notNull(),
    mapping: json<ImportMapping>('mapping').notNull(),
    /** As the client calls it. */
    fileName: text('file_name').notNull(),
    fileSize: integer('file_size').notNull(),
    sha256: text('sha256').notNull(),
    /** Where the file lies in the bucket. */
    fileKey: text('file_key').notNull(),
    /** Why it failed: a code, and the values for its words. */
    failure: text('failure'),
    failureValues: json<Readonly<Record<string, unknown>>>('failure_values'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** How the rows of a file are to be read, found out when it is first looked at. */
export interface ImportLayout {
  /** Where the rows lie: the file itself, or what was unpacked of it. */
  readonly key: string;
  readonly encoding: 'utf-8' | 'gb18030';
  readonly delimiter: string;
  /** The cells of the head row. */
  readonly columns: readonly string[];
  /** Bytes in all. */
  readonly size: number;
}

/** How far an import has come: moved in the commit of each page. */
export const importProgress = sqliteTable(
  'import_progress',
  {
    tenantId: text('tenant_id').notNull(),
    importId: text('import_id').notNull(),
    layout: json<ImportLayout>('layout'),
    /** Bytes of rows that are done. */
    position: integer('position').notNull(),
    /** Rows of the file that are done, the head row and empty ones too: as spreadsheets count them. */
    rowsRead: integer('rows_read').notNull(),
    /** No row is left. */
    ended: integer('ended', { mode: 'boolean' }).notNull(),
    created: integer('created').notNull(),
    updated: integer('updated').notNull(),
    unchanged: integer('unchanged').notNull(),
    failed: integer('failed').notNull(),
    warnings: integer('warnings').notNull(),
    findings: integer('findings').notNull(),
    /** Runs in a row that broke off without having done a page. */
    breakdowns: integer('breakdowns').notNull(),
    /** Who is at work on it, and until when (real time) nobody else begins. */
    runner: text('runner').notNull(),
    runnerUntil: integer('runner_until').notNull(),
    /** Real time. */
    startedAt: integer('started_at'),
    endedAt: integer('ended_at'),
    /** There are files in the bucket: work to do, or to tidy up after. */
    files: integer('files', { mode: 'boolean' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.importId] })],
);

/** What an import says about a row. */
export const importFindings = sqliteTable(
  'import_findings',
  {
    tenantId: text('tenant_id').notNull(),
    importId: text('import_id').notNull(),
    /** As spreadsheets count: the head row is row 1. Zero: the file as a whole. */
    row: integer('row').notNull(),
    /** Among those of its row. */
    place: integer('place').notNull(),
    severity: text('severity', { enum: ['error', 'warning'] }).notNull(),
    code: text('code').notNull(),
    /** JSON Pointer to the field. */
    pointer: text('pointer').notNull(),
    values: json<Readonly<Record<string, unknown>>>('values').notNull(),
    /** `row` and `place` in one, for pages. */
    id: text('id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.importId, t.row, t.place] })],
);

/** To whom an import gave how many records: counted in the commit of each page, told when it has ended. */
export const importOwners = sqliteTable(
  'import_owners',
  {
    tenantId: text('tenant_id').notNull(),
    importId: text('import_id').notNull(),
    userId: text('user_id').notNull(),
    records: integer('records').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.importId, t.userId] })],
);

/**
 * What a dry run would have made and changed, found by the keys that later rows may mean it by; a record has a row for
 * each of its keys. Gone when the run has ended.
 */
export const importTrials = sqliteTable(
  'import_trials',
  {
    tenantId: text('tenant_id').notNull(),
    importId: text('import_id').notNull(),
    key: text('key').notNull(),
    recordId: text('record_id').notNull(),
    state: json<unknown>('state').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.importId, t.key, t.recordId] })],
);
