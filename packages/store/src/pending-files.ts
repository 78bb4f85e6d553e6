import { pendingFiles } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { must } from './must.ts';
import { type Bound, statement, tenant, value } from './statement.ts';

const beginning = statement({
  values: ['fileKey', 'startedAt'],
  sql: sql`INSERT INTO ${pendingFiles} (tenant_id, file_key, started_at) VALUES (${tenant}, ${value('fileKey')}, ${value('startedAt')}) ON CONFLICT (tenant_id, file_key) DO NOTHING`,
});

/** Notes that a file is on its way into the bucket, before its first byte; `startedAt` is real time. Twice is once. */
export function fileBegun(fileKey: string, startedAt: number): Bound {
  return beginning.bind({ fileKey, startedAt });
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
