import { inputError } from '@keyline/http';
import { type InputError, type Problem, refusals } from '@keyline/kernel';
import { first, type Load } from '@keyline/store';
import { orgUnitKindWords } from '../domain/org-tree.ts';
import { some, unknownReference } from '../problems.ts';
import type { OrgUnitState } from './org-units.ts';
import { userById } from './users.ts';

/** The problems that adding and changing a unit share. */
export const orgUnitInputProblems = {
  ...some(
    'org_unit.name_taken',
    'org_unit.kind_misplaced',
    'org_unit.categories_misplaced',
    'org_unit.merged',
  ),
  ...unknownReference,
};

interface Placed {
  readonly kind: OrgUnitState['kind'];
  readonly managerId?: string | null | undefined;
  readonly categories?: readonly string[] | undefined;
}

/** The user who is to be in charge, where one is named. */
export function managerLoad(managerId: string | null | undefined) {
  return typeof managerId === 'string' ? first(userById.bind({ id: managerId })) : undefined;
}

type Manager = ReturnType<typeof managerLoad> extends Load<infer T> | undefined ? T | undefined : never;

/** Why a unit of this kind may not have this manager and these categories; undefined when it may. */
export function orgUnitRefusal(
  unit: Placed,
  manager: Manager,
  unknown: readonly InputError[] = [],
): Problem<keyof typeof orgUnitInputProblems> | undefined {
  const refuse = refusals(orgUnitInputProblems);
  const unmanaged = typeof unit.managerId === 'string' && manager?.status !== 'active';
  const errors = [...unknown, ...(unmanaged ? [inputError('/managerId', 'unknown_reference')] : [])];
  if (errors.length > 0) return refuse('request.unknown_reference', { errors });
  if (unit.kind !== 'department' && unit.categories !== undefined && unit.categories.length > 0) {
    return refuse('org_unit.categories_misplaced', { values: { kind: orgUnitKindWords[unit.kind] } });
  }
  return undefined;
}

const merged = some('org_unit.merged');

/** The refusal of a unit that went over into another, for whoever changes it or puts something under it. */
export function mergedRefusal(unit: OrgUnitState | undefined): Problem<'org_unit.merged'> | undefined {
  if (unit === undefined || unit.state === 'active') return undefined;
  const { name, mergedIntoId } = unit;
  return refusals(merged)('org_unit.merged', { values: { name }, members: { mergedIntoId } });
}
