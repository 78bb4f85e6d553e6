import { attachments, pendingFiles } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { columns, systemStatement, value } from '../statement.ts';
import type { SystemRun } from './run.ts';

const pendingRow = { tenantId: pendingFiles.tenantId, fileKey: pendingFiles.fileKey };

const pendingFilesBefore = systemStatement({
  values: ['before', 'limit'],
  row: pendingRow,
  sql: sql`SELECT ${columns(pendingRow)} FROM ${pendingFiles} INDEXED BY pending_files_by_start WHERE ${pendingFiles.startedAt} < ${value('before')} LIMIT ${value('limit')}`,
});

const removedRow = { tenantId: attachments.tenantId, fileKey: attachments.fileKey };

const removedWithContent = systemStatement({
  values: ['limit'],
  row: removedRow,
  sql: sql`SELECT ${columns(removedRow)} FROM ${attachments} INDEXED BY attachments_to_empty WHERE ${attachments.removedAt} IS NOT NULL AND ${attachments.fileKey} IS NOT NULL LIMIT ${value('limit')}`,
});

/** A file in the bucket that nobody needs, and whose it is. */
export interface UnneededFile {
  readonly tenantId: string;
  readonly fileKey: string;
}

export interface FileStore {
  /** Up to `limit` files whose upload began before (real time) and came to no end. */
  findBrokenOffFiles(before: number, limit: number): Promise<UnneededFile[]>;
  /** Up to `limit` files of attachments that were removed, and which still lie in the bucket. */
  findRemovedFiles(limit: number): Promise<UnneededFile[]>;
}

export function fileStore({ many }: SystemRun): FileStore {
  return {
    findBrokenOffFiles: (before, limit) => many(pendingFilesBefore.bind({ before, limit })),
    async findRemovedFiles(limit) {
      const found = await many(removedWithContent.bind({ limit }));
      return found.flatMap(({ tenantId, fileKey }) => (fileKey === null ? [] : [{ tenantId, fileKey }]));
    },
  };
}
