import { choiceField, emailField, idField, instantInput, lineField, locales } from '@keyline/kernel';
import type { DataScope } from '@keyline/schema';
import * as v from 'valibot';
import { phoneField } from './fields.ts';

/** One role of one person, and where he holds it. */
export interface Assignment {
  readonly roleId: string;
  readonly dataScope: DataScope;
  /** The unit that scope `unit` means; null in every other scope. */
  readonly orgUnitId: string | null;
}

/** When a person is away (business time, milliseconds; no end until he says so) and who stands in for him. */
export interface Absence {
  readonly from: number;
  readonly until: number | null;
  readonly delegateId: string | null;
}

/** How far a role lets its holder see. */
export const scopes = ['own', 'team', 'unit', 'tenant', 'partner'] as const satisfies readonly DataScope[];

const assignmentField = v.strictObject({
  roleId: idField('role'),
  dataScope: v.exactOptional(
    v.pipe(choiceField(scopes), v.description("The role's default scopes when absent.")),
  ),
  orgUnitId: v.exactOptional(
    v.pipe(idField('org_unit'), v.description("The unit of scope unit; the user's own unit when absent.")),
  ),
});

export type AssignmentInput = v.InferOutput<typeof assignmentField>;

/** The roles that a person is to hold, all of them. */
export const assignmentsField = v.pipe(v.array(assignmentField), v.maxLength(50));

const absenceField = v.pipe(
  v.strictObject({
    from: instantInput,
    until: v.exactOptional(v.nullable(instantInput), null),
    delegateId: v.exactOptional(v.nullable(idField('user')), null),
  }),
  v.forward(
    v.check(({ from, until }) => until === null || until > from, 'not_after'),
    ['until'],
  ),
  v.description('While it lasts, the delegate acts for the user in approvals and tasks.'),
);

const cleared = <S extends v.GenericSchema>(schema: S) => v.exactOptional(v.nullable(schema));

/** What everybody may change of himself. */
export const ownFieldsInput = {
  name: v.exactOptional(lineField(100, '王磊')),
  mobile: cleared(phoneField),
  locale: cleared(v.pipe(v.picklist(locales), v.metadata({ examples: ['zh-CN'] }))),
  absence: cleared(absenceField),
};

export const createUserBody = v.strictObject({
  name: lineField(100, '张伟'),
  email: emailField,
  password: v.exactOptional(
    v.pipe(v.string(), v.maxLength(200), v.metadata({ examples: ['渭水 south wind 66'] })),
  ),
  mobile: ownFieldsInput.mobile,
  locale: ownFieldsInput.locale,
  orgUnitId: v.exactOptional(idField('org_unit')),
  partnerId: v.exactOptional(
    v.pipe(
      idField('partner'),
      v.description('The partner that the user belongs to; he sees only what is its own.'),
    ),
  ),
  roles: assignmentsField,
});

export const invitationBody = v.strictObject({
  name: createUserBody.entries.name,
  email: createUserBody.entries.email,
  orgUnitId: createUserBody.entries.orgUnitId,
  partnerId: createUserBody.entries.partnerId,
  roles: assignmentsField,
});

export const changeUserBody = v.pipe(
  v.strictObject({
    ...ownFieldsInput,
    email: v.exactOptional(emailField),
    status: v.exactOptional(choiceField(['active', 'blocked'])),
    orgUnitId: cleared(idField('org_unit')),
    roles: v.exactOptional(assignmentsField),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  v.metadata({ examples: [{ status: 'blocked' }] }),
);

export const changeMeBody = v.pipe(
  v.strictObject(ownFieldsInput),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  v.metadata({ examples: [{ mobile: '13812345678' }] }),
);
