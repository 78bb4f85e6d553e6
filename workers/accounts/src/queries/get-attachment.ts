import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleAttachment } from '../records/attachments.ts';
import { attachmentView, viewAttachment } from '../views/attachment.ts';

const attachmentToShow = visibleAttachment('attachments.read');

/** What an attachment is; not its content. */
export const getAttachment = query({
  id: 'getAttachment',
  path: '/v1/attachments/{attachmentId}',
  tag: 'Attachments',
  summary: 'Get an attachment',
  permission: 'attachments.read',
  params: { attachmentId: idField('attachment') },
  answer: { description: 'The attachment.', schema: attachmentView },
  versioned: true,
  problems: some('attachment.not_found'),
  load: ({ params }) => ({ attachment: first(attachmentToShow.bind({ id: params.attachmentId })) }),
  required: { attachment: 'attachment.not_found' },
  view: ({ loaded }) => ({ body: viewAttachment(loaded.attachment) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { attachmentId: (await make('createAttachment')).id } };
  },
  failures: {
    'attachment.not_found': () => ({ params: { attachmentId: 'att_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
