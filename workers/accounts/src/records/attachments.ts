import { grants, within } from '@keyline/auth';
import { type AttachmentSubjectType, attachmentSubjectTypes, attachments } from '@keyline/schema';
import {
  asBoolean,
  asText,
  columns,
  type Statement,
  type Subject,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { instantOf } from '../domain/instants.ts';
import { attachmentSubjects, permittedAt, subjectPermissions } from './attachment-subjects.ts';

export const attachmentSubject: Subject<typeof attachments> = {
  type: 'attachment',
  table: attachments,
  accountOf: ({ accountId }) => accountId,
  logged: ({ subjectType, subjectId, fileName, kind, size, sha256, removedAt }) => ({
    ...{ subjectType, subjectId, fileName, kind, size, sha256 },
    removedAt: instantOf(removedAt),
  }),
};

export const attachmentRow = {
  id: attachments.id,
  version: attachments.version,
  createdAt: attachments.createdAt,
  updatedAt: attachments.updatedAt,
  createdBy: attachments.createdBy,
  subjectType: attachments.subjectType,
  subjectId: attachments.subjectId,
  accountId: attachments.accountId,
  fileName: attachments.fileName,
  kind: attachments.kind,
  size: attachments.size,
  sha256: attachments.sha256,
  fileKey: attachments.fileKey,
  removedAt: attachments.removedAt,
};

const subjectRow = { accountId: asText, permitted: asBoolean };
type SubjectStatement = Statement<'id', { accountId: string | null; permitted: boolean }>;

/** The record to which files are attached, by its type, with whether the caller may do this to them. */
export function subjectsOf(permission: string): ReadonlyMap<AttachmentSubjectType, SubjectStatement> {
  const statementOf = (type: AttachmentSubjectType): SubjectStatement => {
    const subject = attachmentSubjects[type];
    const { seenBy, readBy, scoped, accountId } = subject;
    return statement({
      values: ['id'],
      row: subjectRow,
      sql: sql`WITH ${grants(...new Set([seenBy, readBy, permission]))} SELECT ${accountId} AS "accountId", ${permittedAt(subject, permission)} AS "permitted" FROM ${subject.record(value('id'))} AND ${within(seenBy, 'a', scoped)}`,
    });
  };
  return new Map(attachmentSubjectTypes.map((type) => [type, statementOf(type)]));
}

/** By the type of the subject of the attachment under alias `f`. */
function byType(condition: (type: AttachmentSubjectType) => SQL): SQL {
  const cases = attachmentSubjectTypes.map(
    (type) => sql`WHEN ${sql.raw(`'${type}'`)} THEN EXISTS (SELECT 1 FROM ${condition(type)})`,
  );
  return sql`(CASE f.subject_type ${sql.join(cases, sql` `)} ELSE 0 END)`;
}

/** One attachment of a record that the caller sees, with whether he may do this to it. */
export function visibleAttachment(permission: string) {
  const record = (type: AttachmentSubjectType) => attachmentSubjects[type].record(sql`f.subject_id`);
  const seen = byType((type) => {
    const { seenBy, scoped } = attachmentSubjects[type];
    return sql`${record(type)} AND ${within(seenBy, 'a', scoped)}`;
  });
  const permitted = byType(
    (type) => sql`${record(type)} AND ${permittedAt(attachmentSubjects[type], permission)}`,
  );
  return statement({
    values: ['id'],
    row: { ...attachmentRow, permitted: asBoolean },
    sql: sql`WITH ${grants(...new Set([...subjectPermissions, permission]))} SELECT ${columns(attachmentRow, 'f')}, ${permitted} AS "permitted" FROM ${attachments} f WHERE f.tenant_id = ${tenant} AND f.id = ${value('id')} AND f.removed_at IS NULL AND ${seen}`,
  });
}

const anyRow = {
  id: attachments.id,
  version: attachments.version,
  accountId: attachments.accountId,
  removedAt: attachments.removedAt,
};
const any = (condition: SQL) =>
  sql`SELECT ${columns(anyRow, 'f')} FROM ${attachments} f WHERE f.tenant_id = ${tenant} AND f.subject_id = ${value('subjectId')} AND ${condition}`;

/** The attachments of one record, those removed too, for who erases it. */
export const attachmentsOfSubject = statement({
  values: ['subjectId'],
  row: anyRow,
  sql: sql`${any(sql`f.removed_at IS NULL`)} UNION ALL ${any(sql`f.removed_at IS NOT NULL`)}`,
});

export type AttachmentOfSubject = ReturnType<typeof attachmentsOfSubject.decode>;

/** The content of these files (a JSON list of keys) is gone from the bucket. */
export const emptied = statement({
  values: ['fileKeys'],
  sql: sql`UPDATE ${attachments} SET file_key = NULL WHERE tenant_id = ${tenant} AND id IN (SELECT substr(j.value, -30) FROM json_each(${value('fileKeys')}) j)`,
});

/** Where in the bucket an attachment lies: under its id. */
export function fileKeyOf(tenantId: string, id: string): string {
  return `${tenantId}/attachments/${id}`;
}

/** The id of the attachment that lies there. */
export function idOfFile(fileKey: string): string {
  return fileKey.slice(fileKey.lastIndexOf('/') + 1);
}
