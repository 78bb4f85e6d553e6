import { inputError } from '@keyline/http';
import { type InputError, type Problem, refusals } from '@keyline/kernel';
import { users } from '@keyline/schema';
import { all, first, type Load, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { assignmentsFrom, type NamedAssignment } from '../domain/assignments.ts';
import type { Absence, AssignmentInput } from '../domain/user-input.ts';
import { some, unknownReference } from '../problems.ts';
import { orgUnitsByIds } from './org-units.ts';
import { isOpen, partnerById } from './partners.ts';
import { type KnownRole, rolesByIds } from './roles.ts';
import { userByEmail } from './users.ts';

/** The problems that adding and changing a user share. */
export const userInputProblems = {
  ...some('user.email_taken', 'user.beyond_own_rights'),
  ...unknownReference,
};

/** What of a user's input is checked against other records. */
export interface CheckedUser {
  readonly email?: string | undefined;
  readonly orgUnitId?: string | null | undefined;
  readonly partnerId?: string | undefined;
  readonly roles?: readonly AssignmentInput[] | undefined;
  readonly absence?: Absence | null | undefined;
}

const activeUser = statement({
  values: ['id'],
  row: { id: users.id },
  sql: sql`SELECT ${users.id} AS "id" FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${value('id')} AND ${users.status} = 'active'`,
});

function when<V, T>(given: V | null | undefined, load: (given: V) => Load<T>): Load<T> | undefined {
  return given === null || given === undefined ? undefined : load(given);
}

/** The loads behind those checks. */
export function userChecks(body: CheckedUser) {
  const unitIds = [body.orgUnitId, ...(body.roles ?? []).map(({ orgUnitId }) => orgUnitId)].filter(
    (id) => typeof id === 'string',
  );
  return {
    namesake: when(body.email, (email) => first(userByEmail.bind({ emailKey: email.toLowerCase() }))),
    units: unitIds.length === 0 ? undefined : all(orgUnitsByIds.bind({ ids: JSON.stringify(unitIds) })),
    known: when(body.roles, (given) =>
      all(rolesByIds.bind({ ids: JSON.stringify(given.map(({ roleId }) => roleId)) })),
    ),
    partner: when(body.partnerId, (id) => first(partnerById.bind({ id }))),
    delegate: when(body.absence?.delegateId, (id) => first(activeUser.bind({ id }))),
  };
}

export interface CheckedUserState {
  readonly namesake?: { readonly id: string } | undefined;
  readonly units?: readonly { readonly id: string }[] | undefined;
  readonly known?: readonly KnownRole[] | undefined;
  readonly partner?: { readonly state: string } | undefined;
  readonly delegate?: { readonly id: string } | undefined;
}

type Checked =
  | { readonly problem: Problem<keyof typeof userInputProblems> }
  | { readonly problem?: undefined; readonly roles: readonly NamedAssignment[] | undefined };

/**
 * Whether the input may stand beside the other records, and the roles that it means. `self` is the user as he
 * will be otherwise: his id, and the unit that he will stand in.
 */
export function checkUser(
  body: CheckedUser,
  state: CheckedUserState,
  self: { readonly id: string; readonly orgUnitId: string | null; readonly isPartner: boolean },
): Checked {
  const refuse = refusals(userInputProblems);
  const unitIds = (state.units ?? []).map(({ id }) => id);
  const assigning = assignmentsFrom(body.roles ?? [], {
    roles: state.known ?? [],
    unitIds,
    ownUnitId: self.orgUnitId,
    isPartner: self.isPartner,
  });
  const errors: InputError[] = [
    ...(body.orgUnitId && !unitIds.includes(body.orgUnitId)
      ? [inputError('/orgUnitId', 'unknown_reference')]
      : []),
    ...(body.partnerId && !isOpen(state.partner) ? [inputError('/partnerId', 'unknown_reference')] : []),
    ...(assigning.ok ? [] : assigning.faults.map(({ place, code }) => inputError(`/roles/${place}`, code))),
    ...delegateErrors(body.absence, state.delegate, self.id),
  ];
  if (errors.length > 0) return { problem: refuse('request.unknown_reference', { errors }) };
  if (state.namesake !== undefined && state.namesake.id !== self.id) {
    return { problem: refuse('user.email_taken', { values: { email: body.email ?? '' } }) };
  }
  const beyond = [...new Set((state.known ?? []).flatMap((role) => role.beyond))].sort();
  if (beyond.length > 0) {
    return { problem: refuse('user.beyond_own_rights', { values: { permissions: beyond.join(', ') } }) };
  }
  return { roles: body.roles === undefined || !assigning.ok ? undefined : assigning.assignments };
}

/** What is wrong with the delegate of an absence: nobody who can act, or the absent person. */
export function delegateErrors(
  absence: Absence | null | undefined,
  delegate: { readonly id: string } | undefined,
  selfId: string,
): InputError[] {
  if (!absence?.delegateId) return [];
  if (absence.delegateId === selfId) return [inputError('/absence/delegateId', 'not_oneself')];
  return delegate === undefined ? [inputError('/absence/delegateId', 'unknown_reference')] : [];
}
