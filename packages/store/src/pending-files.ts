import { pendingFiles } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { must } from './must.ts';
import { type Bound, statement, tenant, value } from './statement.ts';
import { first } from './tenant-store.ts';
import { insert } from './writes.ts';

/** Notes that a file is on its way into the bucket, before its first byte; `startedAt` is real time. */
export function fileBegun(fileKey: string, startedAt: number): Bound {
  return insert(pendingFiles, { fileKey, startedAt });
}

const pendingByKey = statement({
  values: ['fileKey'],
  row: { fileKey: pendingFiles.fileKey },
  sql: sql`SELECT ${pendingFiles.fileKey} AS "fileKey" FROM ${pendingFiles} WHERE ${pendingFiles.tenantId} = ${tenant} AND ${pendingFiles.fileKey} = ${value('fileKey')}`,
});

/** The note of a file that is on its way, if there is one. */
export function filePending(fileKey: string) {
  return first(pendingByKey.bind({ fileKey }));
}

const mustBePending = must(
  ['fileKey'],
  sql`EXISTS (SELECT 1 FROM ${pendingFiles} WHERE ${pendingFiles.tenantId} = ${tenant} AND ${pendingFiles.fileKey} = ${value('fileKey')})`,
);

const settling = statement({
  values: ['fileKeys'],
  sql: sql`DELETE FROM ${pendingFiles} WHERE ${pendingFiles.tenantId} = ${tenant} AND ${pendingFiles.fileKey} IN (SELECT j.value FROM json_each(${value('fileKeys')}) j)`,
});

/** At the commit that names the file: nobody has given it up as broken off. */
export function fileStillPending(fileKey: string): Bound {
  return mustBePending.bind({ fileKey });
}

/** Files that are no longer on their way: a record names them, or they are deleted. */
export function filesSettled(fileKeys: readonly string[]): Bound {
  return settling.bind({ fileKeys: JSON.stringify(fileKeys) });
}
