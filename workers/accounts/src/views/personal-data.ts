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

const nameAndNumber = v.nullable(
  v.strictObject({ name: v.nullable(lineField(100, '王强')), phone: v.nullable(v.string()) }),
);

const text = v.nullable(v.pipe(v.string(), v.metadata({ examples: ['今早八点起无法上网'] })));

const ticketView = v.strictObject({
  id: idField('ticket'),
  number: lineField(40, 'T-20260302-1'),
  title: lineField(200, '高新区专线中断'),
  description: text,
  caller: nameAndNumber,
  openedAt: instantField,
});

const messageView = v.strictObject({
  id: idField('ticket_message'),
  ticketId: idField('ticket'),
  body: v.pipe(v.string(), v.metadata({ examples: ['什么时候能好'] })),
  writtenAt: instantField,
});

const leadView = v.strictObject({
  id: idField('lead'),
  title: lineField(200, '总部上云'),
  description: text,
  contact: nameAndNumber,
  submittedAt: instantField,
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
    tickets: v.pipe(v.array(ticketView), v.description('Those for which he called.')),
    messages: v.pipe(v.array(messageView), v.description('What their customer wrote on them.')),
    leads: v.pipe(v.array(leadView), v.description('Those that name him as whom to call.')),
    complete: v.pipe(
      v.boolean(),
      v.description(
        'Whether everything is here: at most 2,000 of each kind, the rest of the events by GET /v1/audit-entries?subjectId=.',
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

function named(name: string | null, phone: string | null) {
  return name === null && phone === null ? null : { name, phone };
}

type Written = { readonly id: string; readonly createdAt: number };
type Told = Written & { readonly title: string; readonly description: string | null };

export function viewPersonTicket(
  ticket: Told & {
    readonly number: string;
    readonly callerName: string | null;
    readonly callerPhone: string | null;
  },
) {
  const { id, number, title, description, callerName, callerPhone, createdAt } = ticket;
  const caller = named(callerName, callerPhone);
  return { id, number, title, description, caller, openedAt: toInstant(createdAt) };
}

export function viewPersonMessage(message: Written & { readonly ticketId: string; readonly body: string }) {
  const { id, ticketId, body, createdAt } = message;
  return { id, ticketId, body, writtenAt: toInstant(createdAt) };
}

export function viewPersonLead(
  lead: Told & { readonly contactName: string | null; readonly contactPhone: string | null },
) {
  const { id, title, description, contactName, contactPhone, createdAt } = lead;
  const contact = named(contactName, contactPhone);
  return { id, title, description, contact, submittedAt: toInstant(createdAt) };
}
