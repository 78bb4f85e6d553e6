import { absences, principals } from '@keyline/schema';
import { type Bound, changed, insert, type Moment, update } from '@keyline/store';
import type { NamedAssignment } from '../domain/assignments.ts';
import { sameRoles } from '../domain/user-changes.ts';
import type { Absence } from '../domain/user-input.ts';
import { viewAbsence, viewUser } from '../views.ts';
import { assigned, clearAbsence, clearAssignments, type UserToChange, userSubject } from './users.ts';

/** What a change of a user may say: absent members stay. */
export interface UserPatch {
  readonly name?: string;
  readonly email?: string;
  readonly mobile?: string | null;
  readonly locale?: 'en' | 'zh-CN' | null;
  readonly status?: 'active' | 'blocked';
  readonly orgUnitId?: string | null;
  readonly absence?: Absence | null;
}

/** The commit's part that changes a user, his roles (all of them, when given) and his absence, under one event. */
export function changeOfUser(
  moment: Moment,
  user: UserToChange,
  { absence, ...patch }: UserPatch,
  roles: readonly NamedAssignment[] | undefined,
) {
  const { id } = user;
  const fields = { ...patch, ...(patch.email !== undefined && { emailKey: patch.email.toLowerCase() }) };
  const newRoles = roles === undefined || sameRoles(user.roles, roles) ? undefined : roles;
  const newAbsence = absence === undefined || isSame(absence, user.absence) ? undefined : absence;
  const changes = {
    ...(newRoles && { roles: [user.roles, newRoles] as const }),
    ...(newAbsence !== undefined && {
      absence: [viewAbsence(user.absence), viewAbsence(newAbsence)] as const,
    }),
  };
  const told = Object.keys(changes).length > 0;
  const made = changed(moment, userSubject, user, fields, { type: 'user.changed', ...(told && { changes }) });
  const also: Bound[] = [
    ...(patch.status === undefined ? [] : [update(principals, { id }, { status: patch.status })]),
    ...(newRoles === undefined ? [] : [clearAssignments.bind({ id }), assigned(id, newRoles)]),
    ...(newAbsence === undefined ? [] : [clearAbsence.bind({ id }), ...absenceOf(id, newAbsence)]),
  ];
  const body = viewUser(made.row, {
    roles: roles ?? user.roles,
    absence: absence === undefined ? user.absence : absence,
    partnerId: user.partnerId,
  });
  return { changes: [made], also, body };
}

function absenceOf(userId: string, absence: Absence | null): Bound[] {
  if (absence === null) return [];
  const { from, until, delegateId } = absence;
  return [insert(absences, { userId, absentFrom: from, absentUntil: until, delegateId })];
}

function isSame(one: Absence | null, other: Absence | null): boolean {
  return JSON.stringify(viewAbsence(one)) === JSON.stringify(viewAbsence(other));
}
