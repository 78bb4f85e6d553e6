import { mappingField, wordsOf } from '@keyline/imports';
import { choiceField, idField, instantField, type Locale, lineField, toInstant } from '@keyline/kernel';
import type { importFindings, imports } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { importKindKeys, importKindOf } from '../imports/kinds.ts';
import { creatorField } from './record.ts';

export const importStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;

/** A kind of rows, by its key. */
export const importKindField = choiceField(importKindKeys as [string, ...string[]]);

const count = v.pipe(v.number(), v.metadata({ examples: [0] }));

/** An import and how far it has come. It is no record that anybody changes, and has no version. */
export const importView = v.pipe(
  v.strictObject({
    id: idField('import'),
    createdAt: instantField,
    createdBy: creatorField,
    kind: importKindField,
    state: choiceField(importStates),
    dryRun: v.boolean(),
    fileName: lineField(400, 'customers.csv'),
    fileSize: v.pipe(count, v.description('Bytes.')),
    mapping: mappingField,
    total: v.pipe(v.nullable(count), v.description('Rows of the file; null until all were read.')),
    processed: v.pipe(count, v.description('Rows that are done.')),
    percent: v.pipe(count, v.description('How much of the file is done.')),
    created: count,
    updated: count,
    unchanged: count,
    failed: count,
    warnings: count,
    startedAt: v.nullable(instantField),
    endedAt: v.nullable(instantField),
    failure: v.pipe(
      v.nullable(v.strictObject({ code: lineField(60, 'file.no_rows'), detail: lineField(1_000, '...') })),
      v.description('Why the file as a whole could not be imported.'),
    ),
  }),
  v.metadata({ ref: 'Import' }),
);

/** How far an import has come, as it is stored. */
export interface ShownProgress {
  readonly position: number;
  readonly size: number | null;
  readonly ended: boolean | number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly warnings: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

export const noProgress: ShownProgress = {
  position: 0,
  size: null,
  ended: false,
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  warnings: 0,
  startedAt: null,
  endedAt: null,
};

export function viewImport(row: RecordState<typeof imports>, progress: ShownProgress, locale: Locale) {
  const { created, updated, unchanged, failed, warnings, startedAt, endedAt } = progress;
  const processed = created + updated + unchanged + failed;
  const running = startedAt === null ? 'waiting' : 'running';
  const share = progress.size ? Math.floor((100 * progress.position) / progress.size) : 0;
  const failure = { code: row.failure ?? '', values: row.failureValues ?? {} };
  return {
    id: row.id,
    createdAt: toInstant(row.createdAt),
    createdBy: row.createdBy,
    kind: row.kind,
    state: row.state === 'requested' ? running : row.state,
    dryRun: row.dryRun,
    fileName: row.fileName,
    fileSize: row.fileSize,
    mapping: row.mapping,
    total: progress.ended ? processed : null,
    processed,
    percent: progress.ended ? 100 : share,
    created,
    updated,
    unchanged,
    failed,
    warnings,
    startedAt: startedAt === null ? null : toInstant(startedAt),
    endedAt: endedAt === null ? null : toInstant(endedAt),
    failure:
      row.failure === null
        ? null
        : { code: row.failure, detail: wordsOf(importKindOf(row.kind), failure, locale) },
  };
}

/** What an import says about a row, in the words of the reader. */
export const importFindingView = v.pipe(
  v.strictObject({
    id: v.pipe(
      v.string(),
      v.description('Another for each finding of the import.'),
      v.metadata({ examples: ['0000000002.0000'] }),
    ),
    row: v.pipe(count, v.description('As spreadsheets count: the head row is row 1.')),
    severity: choiceField(['error', 'warning']),
    code: lineField(60, 'credit_code'),
    pointer: v.pipe(
      v.string(),
      v.description('JSON Pointer to the field.'),
      v.metadata({ examples: ['/creditCode'] }),
    ),
    detail: lineField(1_000, 'Is not a valid unified social credit code.'),
  }),
  v.metadata({ ref: 'ImportFinding' }),
);

export type ImportFinding = v.InferOutput<typeof importFindingView>;

export function viewImportFinding(
  row: Pick<typeof importFindings.$inferSelect, 'id' | 'row' | 'severity' | 'code' | 'pointer' | 'values'>,
  kind: string,
  locale: Locale,
): ImportFinding {
  const { id, severity, code, pointer } = row;
  return { id, row: row.row, severity, code, pointer, detail: wordsOf(importKindOf(kind), row, locale) };
}
