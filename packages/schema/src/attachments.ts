import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { recordColumns } from './columns.ts';

/** Records that files can be attached to. */
export const attachmentSubjectTypes = ['account', 'contact', 'interaction', 'contract'] as const;
export type AttachmentSubjectType = (typeof attachmentSubjectTypes)[number];

export const attachmentKinds = ['pdf', 'jpeg', 'png', 'docx', 'xlsx'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** Files that hang on records. One that was removed keeps its row, for the history. */
export const attachments = sqliteTable(
  'attachments',
  {
    ...recordColumns(),
    subjectType: text('subject_type', { enum: attachmentSubjectTypes }).notNull(),
    subjectId: text('subject_id').notNull(),
    /** The account that the subject is or hangs on. */
    accountId: text('account_id'),
    fileName: text('file_name').notNull(),
    kind: text('kind', { enum: attachmentKinds }).notNull(),
    /** Bytes. */
    size: integer('size').notNull(),
    /** Of the content, in hexadecimal digits. */
    sha256: text('sha256').notNull(),
    /** Where the content lies in the bucket; null when it is gone from there. */
    fileKey: text('file_key'),
    removedAt: integer('removed_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Files on their way into the bucket, which no record names yet. Real time. */
export const pendingFiles = sqliteTable(
  'pending_files',
  {
    tenantId: text('tenant_id').notNull(),
    fileKey: text('file_key').notNull(),
    startedAt: integer('started_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.fileKey] })],
);
