import {
  choiceField,
  emailField,
  idField,
  instantField,
  type Locale,
  lineField,
  locales,
  shownName,
  toInstant,
} from '@keyline/kernel';
import * as v from 'valibot';
import { inOrder, type NamedAssignment } from '../domain/assignments.ts';
import { phoneField } from '../domain/fields.ts';
import { instantOf } from '../domain/instants.ts';
import { type Absence, scopes } from '../domain/user-input.ts';
import { erasedAtField, record, stamps } from './record.ts';

export const userStatuses = ['active', 'blocked', 'invited'] as const;

const roleKeyField = v.pipe(v.string(), v.metadata({ examples: ['account_manager'] }));

export const assignmentView = v.strictObject({
  roleId: idField('role'),
  key: roleKeyField,
  dataScope: choiceField(scopes),
  orgUnitId: v.pipe(v.nullable(idField('org_unit')), v.description('The unit of scope unit.')),
});

const absenceView = v.strictObject({
  from: instantField,
  until: v.nullable(instantField),
  delegateId: v.nullable(idField('user')),
});

export const userView = v.pipe(
  v.strictObject({
    id: idField('user'),
    ...record,
    name: lineField(100, '王磊'),
    email: emailField,
    mobile: v.nullable(phoneField),
    locale: v.pipe(v.nullable(choiceField(locales)), v.description("Null: the tenant's language.")),
    status: choiceField(userStatuses),
    orgUnitId: v.nullable(idField('org_unit')),
    externalId: v.pipe(
      v.nullable(lineField(100, 'E-10086')),
      v.description('By what an import knows the user again.'),
    ),
    partnerId: v.pipe(
      v.nullable(idField('partner')),
      v.description('The partner that the user is of; null: staff.'),
    ),
    roles: v.array(assignmentView),
    absence: v.nullable(absenceView),
    erasedAt: erasedAtField,
  }),
  v.metadata({ ref: 'User' }),
);

interface UserRow {
  readonly id: string;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly name: string;
  readonly email: string;
  readonly mobile: string | null;
  readonly locale: string | null;
  readonly status: string;
  readonly orgUnitId: string | null;
  readonly externalId: string | null;
}

/** What belongs to a user beside his own columns. */
export interface UserBelongings {
  readonly roles: readonly NamedAssignment[];
  readonly absence: Absence | null;
  readonly partnerId: string | null;
  readonly erasedAt?: number | null;
}

export function viewUser(
  row: UserRow,
  { roles, absence, partnerId, erasedAt = null }: UserBelongings,
  locale: Locale = 'zh-CN',
) {
  return {
    id: row.id,
    ...stamps(row),
    name: shownName(row.name, locale),
    email: row.email,
    mobile: row.mobile,
    locale: row.locale,
    status: row.status,
    orgUnitId: row.orgUnitId,
    externalId: row.externalId,
    partnerId,
    roles: inOrder(roles),
    absence: viewAbsence(absence),
    erasedAt: instantOf(erasedAt),
  };
}

export function viewAbsence(absence: Absence | null) {
  return absence && { ...absence, from: toInstant(absence.from), until: instantOf(absence.until) };
}
