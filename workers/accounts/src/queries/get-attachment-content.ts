import { download, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { attachmentContentTypes, contentTypeOf } from '../domain/file-name.ts';
import type { AccountsEnv } from '../env.ts';
import { some } from '../problems.ts';
import { fileKeyOf, visibleAttachment } from '../records/attachments.ts';

const attachmentToSend = visibleAttachment('attachments.read');

/** The file itself. */
export const getAttachmentContent = download({
  id: 'getAttachmentContent',
  path: '/v1/attachments/{attachmentId}/content',
  tag: 'Attachments',
  summary: 'Download an attachment',
  description: 'The file under its name, to be saved and not shown. Takes Range; the ETag is the SHA-256.',
  permission: 'attachments.read',
  params: { attachmentId: idField('attachment') },
  answer: { description: 'The content.', files: attachmentContentTypes },
  problems: some('attachment.not_found', 'attachment.no_such_range'),
  refusals: { gone: 'attachment.not_found', range: 'attachment.no_such_range' },
  load: ({ params }) => ({ attachment: first(attachmentToSend.bind({ id: params.attachmentId })) }),
  required: { attachment: 'attachment.not_found' },
  bucketOf: ({ env }) => (env as AccountsEnv).FILES,
  file({ loaded, actor }) {
    const { id, fileName, kind, size, sha256 } = loaded.attachment;
    return { key: fileKeyOf(actor.tenantId, id), fileName, contentType: contentTypeOf(kind), size, sha256 };
  },
});

export const example: Example = {
  async request({ make }) {
    return { params: { attachmentId: (await make('createAttachment')).id } };
  },
  failures: {
    'attachment.not_found': () => ({ params: { attachmentId: 'att_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'attachment.no_such_range'({ make }) {
      const { id } = await make('createAttachment');
      return { params: { attachmentId: id }, headers: { Range: 'bytes=1000000-' } };
    },
  },
};
