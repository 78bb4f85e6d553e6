import { type Example, list } from '@keyline/http';
import { attachments } from '@keyline/schema';
import { first } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { some } from '../problems.ts';
import { attachmentRow, subjectsOf } from '../records/attachments.ts';
import { attachmentView, subjectIdField, subjectTypeField, viewAttachment } from '../views/attachment.ts';

const subjects = subjectsOf('attachments.read');

/** What is attached to one record. */
export const listAttachments = list({
  id: 'listAttachments',
  path: '/v1/attachments',
  tag: 'Attachments',
  summary: 'List the attachments of a record',
  description: 'Takes attachments.read and the right to read the record itself.',
  permission: 'attachments.read',
  of: { subjectType: subjectTypeField, subjectId: subjectIdField },
  shape: {
    table: attachments,
    row: attachmentRow,
    permission: 'attachments.read',
    id: attachments.id,
    parent: attachments.subjectId,
    sorts: { createdAt: { column: attachments.createdAt, index: 'attachments_by_subject' } },
    filters: {},
    always: (alias) => sql`${sql.identifier(alias)}.removed_at IS NULL`,
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  parent: (_, { query }) => query.subjectId,
  load: ({ query: { subjectType, subjectId } }) => {
    const subject = subjects.get(subjectType);
    return { subject: subject && first(subject.bind({ id: subjectId })) };
  },
  required: { subject: 'attachment.subject_not_found' },
  problems: some('attachment.subject_not_found'),
  item: attachmentView,
  view: (row) => viewAttachment(row),
});

export const example: Example = {
  async request({ make }) {
    const { subjectId } = await make('createAttachment');
    return { query: { subjectType: 'account', subjectId: String(subjectId) } };
  },
  failures: {
    'attachment.subject_not_found': () => ({
      query: { subjectType: 'account', subjectId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
  },
};
