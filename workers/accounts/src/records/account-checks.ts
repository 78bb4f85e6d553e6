import { type InputErrorCode, inputError } from '@keyline/http';
import { type InputError, nameKey, type Problem, refusals, toInstant } from '@keyline/kernel';
import { all, type Bound, first, type Load } from '@keyline/store';
import { MAX_DEPTH, type ParentRefusal, parentRefusal } from '../domain/tree.ts';
import { some, unknownReference } from '../problems.ts';
import {
  accountsAbove,
  accountsByCreditCode,
  accountsByExternalId,
  accountsByNameKey,
  type LikeRow,
  levelsBelow,
  mustFitTree,
} from './accounts.ts';
import { orgUnitById, unitMusts } from './org-units.ts';
import { userById } from './users.ts';

/** The problems that adding and changing an account share. */
export const accountInputProblems = {
  ...some('account.duplicate_credit_code', 'account.duplicate_external_id', 'account.similar_name'),
  ...unknownReference,
};

/** What of an account's input is checked against other records. */
export interface Checked {
  readonly name?: string | undefined;
  readonly creditCode?: string | null | undefined;
  readonly externalId?: string | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly orgUnitId?: string | null | undefined;
  readonly gridId?: string | null | undefined;
  readonly responsibleUnitId?: string | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly force?: boolean | undefined;
}

function when<V, T>(given: V | null | undefined, load: (given: V) => Load<T>): Load<T> | undefined {
  return given === null || given === undefined ? undefined : load(given);
}

/** The loads behind those checks; `self` is the account that is changed, or empty. */
export function accountChecks(body: Checked, self: string) {
  const unit = (id: string) => first(orgUnitById.bind({ id }));
  return {
    sameCode: when(body.creditCode, (key) => first(accountsByCreditCode.bind({ key, self }))),
    sameExternalId: when(body.externalId, (key) => first(accountsByExternalId.bind({ key, self }))),
    similar: when(body.name, (name) => all(accountsByNameKey.bind({ key: nameKey(name), self }))),
    owner: when(body.ownerId, (id) => first(userById.bind({ id }))),
    orgUnit: when(body.orgUnitId, unit),
    grid: when(body.gridId, unit),
    responsibleUnit: when(body.responsibleUnitId, unit),
    above: when(body.parentId, (parentId) => all(accountsAbove.bind({ parentId }))),
    below: when(body.parentId, () => first(levelsBelow.bind({ id: self }))),
  };
}

interface CheckedUnit {
  readonly kind: string;
  readonly state: string;
}

export interface CheckedState {
  readonly sameCode?: LikeRow | undefined;
  readonly sameExternalId?: LikeRow | undefined;
  readonly similar?: readonly LikeRow[] | undefined;
  readonly owner?: { readonly status: string } | undefined;
  readonly orgUnit?: CheckedUnit | undefined;
  readonly grid?: CheckedUnit | undefined;
  readonly responsibleUnit?: CheckedUnit | undefined;
  readonly above?: readonly { readonly id: string }[] | undefined;
  readonly below?: { readonly levels: number } | undefined;
}

/** Why the input may not stand beside the other records; undefined when it may. */
export function accountRefusal(
  body: Checked,
  state: CheckedState,
): Problem<keyof typeof accountInputProblems> | undefined {
  const refuse = refusals(accountInputProblems);
  const errors = unknownReferences(body, state);
  if (errors.length > 0) return refuse('request.unknown_reference', { errors });
  if (state.sameCode) {
    return refuse('account.duplicate_credit_code', { members: { existing: likeness(state.sameCode) } });
  }
  if (state.sameExternalId) {
    return refuse('account.duplicate_external_id', { members: { existing: likeness(state.sameExternalId) } });
  }
  if (state.similar?.length && body.force !== true) {
    return refuse('account.similar_name', { members: { candidates: state.similar.map(likeness) } });
  }
  return undefined;
}

/** Values for the words of `account.parent_too_deep`. */
export const tooDeep = { values: { limit: MAX_DEPTH } };

/** Why the account may not stand below the chosen parent; undefined when it may or none is chosen. */
export function treeRefusal(self: string, state: CheckedState): ParentRefusal | undefined {
  return parentRefusal({
    accountId: self,
    ancestorIds: state.above?.map((row) => row.id) ?? [],
    heightBelow: state.below?.levels ?? 0,
  });
}

/** What has to hold of the other records at the commit: the tree, and that the units named are still there. */
export function accountMusts(id: string, body: Checked): Bound[] {
  return [
    ...(body.parentId ? [mustFitTree.bind({ id, parentId: body.parentId })] : []),
    ...unitMusts([body.orgUnitId, body.gridId, body.responsibleUnitId]),
  ];
}

/** Another account as its double's author may see it: in full, or by owner and unit only. */
function likeness(row: LikeRow) {
  return row.visible
    ? { id: row.id, name: row.name, createdAt: toInstant(row.createdAt), ownerName: row.ownerName }
    : { ownerName: row.ownerName, orgUnitName: row.orgUnitName };
}

/** Whether the unit went over into another: nothing more is put under it. */
function isGone(unit: CheckedUnit | undefined): boolean {
  return unit !== undefined && unit.state !== 'active';
}

function unknownReferences(body: Checked, state: CheckedState): InputError[] {
  const missing: [keyof Checked, boolean, InputErrorCode][] = [
    ['ownerId', state.owner?.status !== 'active', 'unknown_reference'],
    ['orgUnitId', state.orgUnit === undefined, 'unknown_reference'],
    ['gridId', state.grid === undefined, 'unknown_reference'],
    ['gridId', state.grid !== undefined && state.grid.kind !== 'grid', 'not_a_grid'],
    ['responsibleUnitId', state.responsibleUnit === undefined, 'unknown_reference'],
    ['orgUnitId', isGone(state.orgUnit), 'unit_merged'],
    ['gridId', isGone(state.grid), 'unit_merged'],
    ['responsibleUnitId', isGone(state.responsibleUnit), 'unit_merged'],
    ['parentId', !state.above?.length, 'unknown_reference'],
  ];
  return missing
    .filter(([field, wrong]) => typeof body[field] === 'string' && wrong)
    .map(([field, , code]) => inputError(`/${field}`, code));
}
