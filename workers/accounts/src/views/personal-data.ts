import { idField, instantField, lineField, toInstant } from '@keyline/kernel';
import * as v from 'valibot';
import { instantOf } from '../domain/instants.ts';
import { auditEntryView, subjectField } from './audit-entry.ts';
import { contactView } from './contact.ts';
import { interactionView } from './interaction.ts';
import { userView } from './user.ts';

const sessionView = v.strictObject({
  id: idField('session'),
  startedAt: instantField,
  endedAt: v.nullable(instantField),
  address: v.nullable(v.string()),
  userAgent: v.nullable(v.string()),
});

const attachmentView = v.strictObject({
  id: idField('attachment'),
  fileName: lineField(200, '合同扫描件.pdf'),
  subject: subjectField,
  uploadedAt: instantField,
  removedAt: v.nullable(instantField),
});

/** Everything that is kept about a person, in one document. */
export const personalDataView = v.pipe(
  v.strictObject({
    subject: subjectField,
    contact: v.nullable(contactView),
    user: v.nullable(userView),
    events: v.pipe(
      v.array(auditEntryView),
      v.description('What the log says of the person, the latest first.'),
    ),
    interactions: v.pipe(v.array(interactionView), v.description('Those that name the contact.')),
    sessions: v.pipe(v.array(sessionView), v.description('Sign-ins of the user.')),
    attachments: v.pipe(
      v.array(attachmentView),
      v.description('What the user uploaded; of a contact, what is attached to it.'),
    ),
    complete: v.pipe(
      v.boolean(),
      v.description(
        'Whether all events, interactions, sessions and attachments are here: at most 2,000 of each, the rest of the events by GET /v1/audit-entries?subjectId=.',
      ),
    ),
  }),
  v.metadata({ ref: 'PersonalData' }),
);

export function viewPersonSession(session: {
  readonly id: string;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly address: string | null;
  readonly userAgent: string | null;
}) {
  return {
    id: session.id,
    startedAt: toInstant(session.createdAt),
    endedAt: instantOf(session.endedAt),
    address: session.address,
    userAgent: session.userAgent,
  };
}

export function viewPersonAttachment(attachment: {
  readonly id: string;
  readonly fileName: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly createdAt: number;
  readonly removedAt: number | null;
}) {
  const { id, fileName, subjectType: type, subjectId, createdAt, removedAt } = attachment;
  return {
    id,
    fileName,
    subject: { type, id: subjectId },
    uploadedAt: toInstant(createdAt),
    removedAt: instantOf(removedAt),
  };
}
