import { erasedName } from '@keyline/kernel';
import { type contacts, erasures, principals, type users } from '@keyline/schema';
import {
  type Bound,
  type Change,
  changed,
  changedAlike,
  erasedFromLog,
  erasedOrigins,
  type FactDraft,
  fact,
  insert,
  type Moment,
  type RecordState,
  update,
} from '@keyline/store';
import { instantOf } from '../domain/instants.ts';
import { type AttachmentOfSubject, attachmentSubject } from './attachments.ts';
import { contactSubject } from './contacts.ts';
import { dropProofs, dropRefreshTokens, dropSessionUses, scrubSessions } from './erasures.ts';
import { clearAbsence, clearAssignments, userSubject } from './users.ts';

/** The commit's part that erases a person: the log is cleaned before its own event stands in it. */
export interface Erasing {
  readonly before: readonly Bound[];
  readonly changes: readonly Change[];
  readonly also: readonly Bound[];
}

/** A contact without anything that tells who it was, its attachments too; the events do not say what was there. */
export function erasingContact(
  moment: Moment,
  contact: RecordState<typeof contacts>,
  attached: readonly AttachmentOfSubject[],
  reason: string,
): Erasing {
  const { id } = contact;
  const subject = { ...contactSubject, logged: () => ({}) };
  const channels = { mobile: null, phone: null, email: null, wechat: null };
  const nobody = { title: null, roles: [], site: null, consent: null, quietHours: null, note: null };
  const patch = { name: erasedName, ...channels, ...nobody };
  const event = { type: 'contact.erased', facts: { reason } };
  return {
    before: [id, ...attached.map((one) => one.id)].flatMap(erasedFromLog),
    changes: [changed(moment, subject, contact, patch, event), ...nameless(moment, attached)],
    also: [insert(erasures, { subjectId: id, erasedAt: moment.now })],
  };
}

/** Attachments without their names, and removed where they were not. */
function nameless(moment: Moment, attached: readonly AttachmentOfSubject[]): Change[] {
  const removedAt: [null, number] = [null, moment.now];
  const fileName: [string, string] = ['', erasedName];
  const type = 'attachment.erased';
  const [present, removed] = [true, false].map((is) =>
    attached.filter((one) => (one.removedAt === null) === is),
  ) as [AttachmentOfSubject[], AttachmentOfSubject[]];
  const logged = { removedAt: [null, instantOf(moment.now)] } as const;
  return [
    changedAlike(moment, attachmentSubject, present, { removedAt, fileName }, { type, logged }),
    changedAlike(moment, attachmentSubject, removed, { fileName }, { type, logged: {} }),
  ];
}

/** Tickets and leads of which one event tells. */
const page = 100;

/** Tells the Workers that own them which tickets and leads are to forget a person; nothing where none names him. */
export function toldOutside(
  moment: Moment,
  personId: string,
  naming: { readonly tickets: readonly { id: string }[]; readonly leads: readonly { id: string }[] },
  reason: string,
): FactDraft[] {
  const [tickets, leads] = [naming.tickets, naming.leads].map((found) => found.map(({ id }) => id));
  const pages = Math.ceil(Math.max(tickets?.length ?? 0, leads?.length ?? 0) / page);
  return Array.from({ length: pages }, (_, index) => {
    const of = (ids: readonly string[] = []) => ids.slice(index * page, (index + 1) * page);
    const data = { reason, ticketIds: of(tickets), leadIds: of(leads) };
    const subject = { subjectType: 'personal_data', subjectId: personId, accountId: null };
    return fact(moment, { type: 'personal_data.erased', ...subject, data });
  });
}

/** Somebody who is known by a ticket or a lead alone: their Workers do the rest. */
export function erasingOutside(moment: Moment, id: string): Erasing {
  return { before: [], changes: [], also: [insert(erasures, { subjectId: id, erasedAt: moment.now })] };
}

/** A user who can never sign in again, and of whom is kept only that somebody did what he did. */
export function erasingUser(moment: Moment, user: RecordState<typeof users>, reason: string): Erasing {
  const { id } = user;
  const subject = { ...userSubject, logged: ({ status }: { readonly status: string }) => ({ status }) };
  const address = `${id}@erased.invalid`;
  const patch = {
    name: erasedName,
    email: address,
    emailKey: address,
    passwordHash: null,
    mobile: null,
    locale: null,
    externalId: null,
    status: 'blocked' as const,
  };
  const event = { type: 'user.erased', facts: { reason } };
  return {
    before: [...erasedFromLog(id), ...erasedOrigins(id)],
    changes: [changed(moment, subject, user, patch, event)],
    also: [
      update(principals, { id }, { status: 'blocked' }),
      clearAssignments.bind({ id }),
      clearAbsence.bind({ id }),
      dropRefreshTokens.bind({ userId: id }),
      dropSessionUses.bind({ userId: id }),
      ...dropProofs(id),
      scrubSessions.bind({ userId: id, now: moment.now }),
      insert(erasures, { subjectId: id, erasedAt: moment.now }),
    ],
  };
}
