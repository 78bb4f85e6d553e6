import { attachments, events, interactions, sessions } from '@keyline/schema';
import { columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { auditComputed, auditRow } from './events.ts';
import { interactionRow } from './interactions.ts';

/** Rows of each kind that one document holds at most. */
export const mostRows = 2000;

const limit = sql.raw(String(mostRows + 1));

/** The events about a person, the latest first. */
export const eventsAbout = statement({
  values: ['id'],
  row: auditRow,
  sql: sql`SELECT ${columns(auditRow, 'a')}, ${auditComputed} FROM ${events} a WHERE a.tenant_id = ${tenant} AND a.subject_id = ${value('id')} ORDER BY a.seq DESC LIMIT ${limit}`,
});

/** The interactions that name a contact, the latest first. */
export const interactionsWith = statement({
  values: ['id'],
  row: interactionRow,
  sql: sql`SELECT ${columns(interactionRow, 'i')} FROM ${interactions} i WHERE i.tenant_id = ${tenant} AND i.contact_id = ${value('id')} ORDER BY i.held_at DESC, i.id DESC LIMIT ${limit}`,
});

const attachmentRow = {
  id: attachments.id,
  fileName: attachments.fileName,
  subjectType: attachments.subjectType,
  subjectId: attachments.subjectId,
  createdAt: attachments.createdAt,
  removedAt: attachments.removedAt,
};

/** What a user uploaded, removed or not, and then what is attached to a contact; each the latest first. */
export const attachmentsOfPerson = statement({
  values: ['id'],
  row: attachmentRow,
  sql: sql`SELECT * FROM (SELECT ${columns(attachmentRow, 'a')} FROM ${attachments} a INDEXED BY attachments_by_creator WHERE a.tenant_id = ${tenant} AND a.created_by = ${value('id')} ORDER BY a.created_at DESC, a.id DESC LIMIT ${limit}) UNION ALL SELECT * FROM (SELECT ${columns(attachmentRow, 'a')} FROM ${attachments} a INDEXED BY attachments_by_subject WHERE a.tenant_id = ${tenant} AND a.subject_id = ${value('id')} AND a.removed_at IS NULL ORDER BY a.created_at DESC, a.id DESC LIMIT ${limit})`,
});

const sessionRow = {
  id: sessions.id,
  createdAt: sessions.createdAt,
  endedAt: sessions.endedAt,
  address: sessions.address,
  userAgent: sessions.userAgent,
};

/** The sessions of a user, the latest first. */
export const sessionsOfPerson = statement({
  values: ['id'],
  row: sessionRow,
  sql: sql`SELECT ${columns(sessionRow, 's')} FROM ${sessions} s WHERE s.tenant_id = ${tenant} AND s.user_id = ${value('id')} ORDER BY s.created_at DESC LIMIT ${limit}`,
});
