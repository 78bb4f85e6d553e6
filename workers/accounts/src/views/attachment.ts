import { choiceField, idField, lineField } from '@keyline/kernel';
import { attachmentKinds, attachmentSubjectTypes, type attachments } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { attachmentContentTypes, contentTypeOf } from '../domain/file-name.ts';
import { record, stamps } from './record.ts';

export const subjectTypeField = v.pipe(
  choiceField(attachmentSubjectTypes),
  v.description('The type of the record to which it is attached.'),
);

/** The id of a record of whatever type. */
export const subjectIdField = v.pipe(
  v.string(),
  v.regex(/^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'id'),
  v.metadata({ examples: ['acc_01kafxq0h3e7rvx8bm2s9t4c5d'] }),
  v.description('The id of that record.'),
);

export const sha256Field = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{64}$/, 'sha256'),
  v.metadata({ examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'] }),
);

export const attachmentView = v.pipe(
  v.strictObject({
    id: idField('attachment'),
    ...record,
    subjectType: subjectTypeField,
    subjectId: subjectIdField,
    accountId: v.pipe(
      v.nullable(idField('account')),
      v.description('The account that the record is or hangs on.'),
    ),
    fileName: lineField(200, '合同扫描件.pdf'),
    kind: v.pipe(choiceField(attachmentKinds), v.description('By its content.')),
    contentType: v.picklist(attachmentContentTypes),
    size: v.pipe(v.number(), v.integer(), v.description('Bytes.'), v.metadata({ examples: [48_211] })),
    sha256: v.pipe(sha256Field, v.description('SHA-256 of the content.')),
  }),
  v.metadata({ ref: 'Attachment' }),
);

export function viewAttachment(row: RecordState<typeof attachments>) {
  const { id, subjectType, subjectId, accountId, fileName, kind, size, sha256 } = row;
  return {
    id,
    ...stamps(row),
    ...{ subjectType, subjectId, accountId, fileName, kind },
    contentType: contentTypeOf(kind),
    ...{ size, sha256 },
  };
}
