import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { attachmentSubject, visibleAttachment } from '../records/attachments.ts';

const attachmentToRemove = visibleAttachment('attachments.write');

/** Removes an attachment: the history keeps that it was there; its content is deleted within minutes. */
export const removeAttachment = command({
  id: 'removeAttachment',
  method: 'DELETE',
  path: '/v1/attachments/{attachmentId}',
  tag: 'Attachments',
  summary: 'Remove an attachment',
  description: 'At once nobody can download it; its content is deleted in the minutes after.',
  permission: 'attachments.write',
  params: { attachmentId: idField('attachment') },
  answer: { status: 204, description: 'It is removed.' },
  problems: some('attachment.not_found'),
  load: ({ params }) => ({ attachment: first(attachmentToRemove.bind({ id: params.attachmentId })) }),
  required: { attachment: 'attachment.not_found' },
  versioned: 'attachment',
  decide({ loaded, moment }) {
    const { permitted: _, ...attachment } = loaded.attachment;
    const patch = { removedAt: moment.now };
    const event = { type: 'attachment.removed' };
    return { changes: [changed(moment, attachmentSubject, attachment, patch, event)] };
  },
});

export const example: Example = {
  events: ['attachment.removed'],
  async request({ make }) {
    return { params: { attachmentId: (await make('createAttachment')).id } };
  },
  failures: {
    'attachment.not_found': () => ({ params: { attachmentId: 'att_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
