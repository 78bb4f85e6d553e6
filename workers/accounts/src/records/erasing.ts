import { erasedName } from '@keyline/kernel';
import { type contacts, erasures, principals, type users } from '@keyline/schema';
import {
  type Bound,
  type Change,
  changed,
  erasedFromLog,
  erasedOrigins,
  insert,
  type Moment,
  type RecordState,
  update,
} from '@keyline/store';
import { contactSubject } from './contacts.ts';
import { dropProofs, dropRefreshTokens, dropSessionUses, scrubSessions } from './erasures.ts';
import { clearAbsence, clearAssignments, userSubject } from './users.ts';

/** The commit's part that erases a person: the log is cleaned before its own event stands in it. */
export interface Erasing {
  readonly before: readonly Bound[];
  readonly changes: readonly Change[];
  readonly also: readonly Bound[];
}

/** A contact without anything that tells who it was; the event does not say what was there. */
export function erasingContact(
  moment: Moment,
  contact: RecordState<typeof contacts>,
  reason: string,
): Erasing {
  const { id } = contact;
  const subject = { ...contactSubject, logged: () => ({}) };
  const channels = { mobile: null, phone: null, email: null, wechat: null };
  const nobody = { title: null, roles: [], site: null, consent: null, quietHours: null, note: null };
  const patch = { name: erasedName, ...channels, ...nobody };
  const event = { type: 'contact.erased', facts: { reason } };
  return {
    before: erasedFromLog(id),
    changes: [changed(moment, subject, contact, patch, event)],
    also: [insert(erasures, { subjectId: id, erasedAt: moment.now })],
  };
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
