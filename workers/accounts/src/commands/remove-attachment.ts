import { command, type Example, type ExampleGiven } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { attachmentSubject, visibleAttachment } from '../records/attachments.ts';
import { contractOfScan, mustBeNoScan } from '../records/scans.ts';

const attachmentToRemove = visibleAttachment('attachments.write');

/** Removes an attachment: the history keeps that it was there; its content is deleted within minutes. */
export const removeAttachment = command({
  id: 'removeAttachment',
  method: 'DELETE',
  path: '/v1/attachments/{attachmentId}',
  tag: 'Attachments',
  summary: 'Remove an attachment',
  description:
    'At once nobody can download it; its content is deleted in the minutes after. The signed text of a contract stays.',
  permission: 'attachments.write',
  params: { attachmentId: idField('attachment') },
  answer: { status: 204, description: 'It is removed.' },
  problems: some('attachment.not_found', 'attachment.is_signed_text'),
  load: ({ params: { attachmentId: id } }) => ({
    attachment: first(attachmentToRemove.bind({ id })),
    signed: first(contractOfScan.bind({ id })),
  }),
  required: { attachment: 'attachment.not_found' },
  versioned: 'attachment',
  decide({ loaded, moment, refuse }) {
    if (loaded.signed !== undefined) return refuse('attachment.is_signed_text');
    const { permitted: _, ...attachment } = loaded.attachment;
    const patch = { removedAt: moment.now };
    const event = { type: 'attachment.removed' };
    const musts = [mustBeNoScan.bind({ id: attachment.id })];
    return { changes: [changed(moment, attachmentSubject, attachment, patch, event)], musts };
  },
});

/** A file that is the signed text of a contract: another administrator reviews what the first one drafts. */
async function signedText({ make, run, colleague }: ExampleGiven): Promise<string> {
  const { id: contractId } = await make('createContract');
  const [role] = (await run('listRoles', { query: { key: 'administrator' } })).data as readonly {
    id: string;
  }[];
  const other = await colleague();
  await run('changeUser', { params: { userId: other.id }, body: { roles: [{ roleId: role?.id }] } });
  const headers = { Authorization: `Bearer ${other.accessToken}` };
  const act = (action: string, body: object, by = {}) =>
    run('moveContract', { params: { contractId, action }, body, headers: by });
  let { stage } = await act('submit', {});
  while (stage === 'reviewing') ({ stage } = await act('approve', {}, headers));
  const fields = { subjectType: 'contract', subjectId: contractId };
  const file = { name: '签署件.pdf', content: '%PDF-1.7\n%%EOF\n' };
  const { id } = await run('createAttachment', { form: { fields, file } });
  await act('upload-signed', { attachmentId: id });
  return id;
}

export const example: Example = {
  events: ['attachment.removed'],
  async request({ make }) {
    return { params: { attachmentId: (await make('createAttachment')).id } };
  },
  failures: {
    'attachment.not_found': () => ({ params: { attachmentId: 'att_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'attachment.is_signed_text'(given) {
      return { params: { attachmentId: await signedText(given) } };
    },
  },
};
