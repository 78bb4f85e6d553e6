import { type Example, upload } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import * as v from 'valibot';
import { fileNameFor } from '../domain/file-name.ts';
import type { AccountsEnv } from '../env.ts';
import { some } from '../problems.ts';
import { attachmentSubject, fileKeyOf, idOfFile, subjectsOf } from '../records/attachments.ts';
import {
  attachmentView,
  sha256Field,
  subjectIdField,
  subjectTypeField,
  viewAttachment,
} from '../views/attachment.ts';

const subjects = subjectsOf('attachments.write');

/** Bytes of the largest attachment: 25 MiB. */
const attachmentLimit = 25 * 1_024 * 1_024;

/** Attaches a file to a record. What it is is decided by its content. */
export const createAttachment = upload({
  id: 'createAttachment',
  path: '/v1/attachments',
  tag: 'Attachments',
  summary: 'Attach a file',
  description:
    'A form (multipart/form-data) with the file and the record to which it is attached. PDF, JPEG, PNG, DOCX and XLSX of at most 25 MiB, by their content; no macros. Takes attachments.write and the right to read the record itself. With sha256 the content is checked on arrival. A file that is refused leaves nothing behind.',
  permission: 'attachments.write',
  fields: {
    subjectType: subjectTypeField,
    subjectId: subjectIdField,
    sha256: v.exactOptional(v.pipe(sha256Field, v.description('SHA-256 of the content, to be checked.'))),
  },
  limit: attachmentLimit,
  noted: true,
  answer: { status: 201, description: 'The attachment.', schema: attachmentView },
  problems: some(
    'attachment.subject_not_found',
    'attachment.kind_not_accepted',
    'attachment.has_macros',
    'attachment.checksum_differs',
  ),
  bucketOf: ({ env }) => (env as AccountsEnv).FILES,
  keyOf: ({ tenantId }) => fileKeyOf(tenantId, newId('attachment')),
  load: ({ fields: { subjectType, subjectId } }) => {
    const subject = subjects.get(subjectType);
    return { subject: subject && first(subject.bind({ id: subjectId })) };
  },
  required: { subject: 'attachment.subject_not_found' },
  async decide({ loaded, fields, file, moment, runtime, refuse }) {
    const { sha256, size, key } = file;
    if (fields.sha256 !== undefined && fields.sha256 !== sha256) {
      return refuse('attachment.checksum_differs', { values: { sha256 } });
    }
    const { storedKindOf } = await import('../records/stored-kind.ts');
    const kind = await storedKindOf((runtime.env as AccountsEnv).FILES, key, size);
    if (kind === 'macros') return refuse('attachment.has_macros');
    if (kind === undefined) return refuse('attachment.kind_not_accepted');
    const { subjectType, subjectId } = fields;
    const id = idOfFile(key);
    const made = created(
      moment,
      attachmentSubject,
      {
        ...{ id, subjectType, subjectId, kind, size, sha256 },
        accountId: loaded.subject.accountId,
        fileName: fileNameFor(file.fileName, kind),
        fileKey: key,
        removedAt: null,
      },
      { type: 'attachment.added' },
    );
    return { changes: [made], body: viewAttachment(made.row), location: `/v1/attachments/${id}` };
  },
});

/** A small PDF. */
const content = '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n';
/** An archive of `[Content_Types].xml` and an empty `word/vbaProject.bin`. */
const withMacros =
  'UEsDBBQAAAAAAAAAAADHHBc8CAAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbDxUeXBlcy8+UEsDBBQAAAAAAAAAAAAAAAAAAAAAAAAAAAATAAAAd29yZC92YmFQcm9qZWN0LmJpblBLAQIUABQAAAAAAAAAAADHHBc8CAAAAAgAAAATAAAAAAAAAAAAAAAAAAAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQAFAAAAAAAAAAAAAAAAAAAAAAAAAAAABMAAAAAAAAAAAAAAAAAOQAAAHdvcmQvdmJhUHJvamVjdC5iaW5QSwUGAAAAAAIAAgCCAAAAagAAAAAA';
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
const pdf = { name: '合同扫描件.pdf', content };

export const example: Example = {
  events: ['attachment.added'],
  async request({ make }) {
    const { id } = await make('createAccount');
    return { form: { fields: { subjectType: 'account', subjectId: id }, file: pdf } };
  },
  failures: {
    'attachment.subject_not_found': () => ({
      form: { fields: { subjectType: 'account', subjectId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' }, file: pdf },
    }),
    async 'attachment.kind_not_accepted'({ make }) {
      const fields = { subjectType: 'account', subjectId: (await make('createAccount')).id };
      return { form: { fields, file: { name: 'setup.pdf', content: 'MZ\u0090\u0000' } } };
    },
    async 'attachment.has_macros'({ make }) {
      const fields = { subjectType: 'account', subjectId: (await make('createAccount')).id };
      return { form: { fields, file: { name: '报价.docx', content: bytesOf(withMacros) } } };
    },
    async 'attachment.checksum_differs'({ make }) {
      const fields = { subjectType: 'account', subjectId: (await make('createAccount')).id };
      return { form: { fields: { ...fields, sha256: '0'.repeat(64) }, file: pdf } };
    },
  },
};
