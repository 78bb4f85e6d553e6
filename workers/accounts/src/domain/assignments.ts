import type { DataScope } from '@keyline/schema';
import type { Assignment, AssignmentInput } from './user-input.ts';

/** A role that exists, as far as an assignment asks. */
interface AssignableRole {
  readonly id: string;
  readonly key: string;
  readonly defaultScopes: readonly DataScope[];
}

/** An assignment as the API shows it. */
export type NamedAssignment = Assignment & { readonly key: string };

/** What is wrong with an assignment, and where in the list of them (`0/roleId`). */
export interface AssignmentFault {
  readonly place: string;
  readonly code: 'unknown_reference' | 'unit_required' | 'partner_required' | 'partner_only' | 'twice';
}

export type Assigning =
  | { readonly ok: true; readonly assignments: readonly NamedAssignment[] }
  | { readonly ok: false; readonly faults: readonly AssignmentFault[] };

/**
 * The assignments that the input means: a role without a scope in each of its default scopes, scope `unit`
 * without a unit in the user's own. Refused are unknown roles and units, the scope `unit` of a user without a
 * unit, scope `partner` of a user who belongs to no partner and a wider one of a user who does, and the same role twice in
 * one scope.
 */
export function assignmentsFrom(
  given: readonly AssignmentInput[],
  known: {
    readonly roles: readonly AssignableRole[];
    readonly unitIds: readonly string[];
    readonly ownUnitId: string | null;
    readonly isPartner: boolean;
  },
): Assigning {
  const faults: AssignmentFault[] = [];
  const assignments: NamedAssignment[] = [];
  const seen = new Set<string>();
  const refuse = (place: string, code: AssignmentFault['code']) => faults.push({ place, code });
  for (const [index, { roleId, dataScope, orgUnitId }] of given.entries()) {
    const role = known.roles.find(({ id }) => id === roleId);
    if (role === undefined) {
      refuse(`${index}/roleId`, 'unknown_reference');
      continue;
    }
    if (orgUnitId !== undefined && !known.unitIds.includes(orgUnitId)) {
      refuse(`${index}/orgUnitId`, 'unknown_reference');
      continue;
    }
    for (const scope of dataScope === undefined ? role.defaultScopes : [dataScope]) {
      const unitId = scope === 'unit' ? (orgUnitId ?? known.ownUnitId) : null;
      if (scope === 'unit' && unitId === null) refuse(`${index}/orgUnitId`, 'unit_required');
      if (scope === 'partner' && !known.isPartner) refuse(`${index}/dataScope`, 'partner_required');
      if (known.isPartner && scope !== 'partner' && scope !== 'own')
        refuse(`${index}/dataScope`, 'partner_only');
      if (seen.has(`${roleId} ${scope}`)) refuse(`${index}`, 'twice');
      seen.add(`${roleId} ${scope}`);
      assignments.push({ roleId, key: role.key, dataScope: scope, orgUnitId: unitId });
    }
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, assignments };
}

/** Roles in an order that does not depend on how they were given. */
export function inOrder(assignments: readonly NamedAssignment[]): NamedAssignment[] {
  const place = ({ key, dataScope, orgUnitId }: NamedAssignment) => `${key} ${dataScope} ${orgUnitId ?? ''}`;
  return [...assignments].sort((one, other) => (place(one) < place(other) ? -1 : 1));
}
