import { limitsAfter, type People, standing, type TaskRow, tasksAfter } from '@keyline/cases';
import { type Decision, inputErrors } from '@keyline/http';
import {
  commonProblems,
  type InputError,
  type Problem,
  type ProblemCatalogue,
  ProblemError,
  refusals,
  refuseCommon,
  toInstant,
} from '@keyline/kernel';
import type { Moved, Refused } from '@keyline/process/engine';
import { changed, fact, type Moment } from '@keyline/store';
import { some } from '../problems.ts';
import { type CaseRow, viewCase } from '../views.ts';
import { caseSubject, watchedCase } from './cases.ts';

/** What moving a case can be refused with. */
export const moveProblems = {
  ...some('case.not_found', 'case.unknown_action', 'case.not_possible', 'case.not_yours'),
  'request.unknown_reference': commonProblems['request.unknown_reference'],
} as const satisfies ProblemCatalogue;

const refuse = refusals(moveProblems);

const notYours = new Set(['not_actor', 'not_permitted', 'claimed', 'drafter']);

/** The problem that tells why the engine refuses. */
export function refusalOf(
  { refused, reason, issues = [], pointers = [] }: Refused,
  action: string,
): Problem<keyof typeof moveProblems> {
  if (refused === 'unknown_action') return refuse('case.unknown_action', { values: { action } });
  if (refused === 'form') throw unfit(inputErrors(issues, ''));
  if (refused === 'unknown_user') {
    const errors = pointers.map((pointer) => ({ pointer, code: 'unknown_reference', detail: reason }));
    return refuse('request.unknown_reference', { errors });
  }
  const told = { values: { reason }, members: { refusal: refused } };
  return notYours.has(refused) ? refuse('case.not_yours', told) : refuse('case.not_possible', told);
}

/** A form that does not fit is a request that does not fit. */
export function unfit(errors: readonly InputError[]): ProblemError {
  return new ProblemError(refuseCommon('request.invalid', { errors }));
}

/** Everything that a transition of a case writes, in one commit. */
export function movedCase(
  moment: Moment,
  before: CaseRow,
  moved: Moved,
  open: readonly TaskRow[],
  people: Pick<People, 'roleIds'>,
): Decision {
  const { kind, action, actsFor, form, notify, events, ownerId, next } = moved;
  const told = { action, from: before.stage, to: next.stage, actsFor, form, notify, events };
  const patch = { ...standing(next), ...(ownerId !== undefined && { ownerId }) };
  const made = changed(moment, caseSubject, before, patch, { type: `case.${kind}`, facts: told });
  const { id, accountId, title: about } = made.row;
  const tasks = tasksAfter(moment, { type: 'case', id, accountId, about }, moved, open, people);
  const ended = next.outcome !== null && before.outcome === null;
  return {
    changes: [made, ...tasks.changes],
    also: [...tasks.also, ...limitsAfter(watchedCase(made.row), moved)],
    facts: ended ? [endOf(moment, made.row)] : [],
    body: viewCase(made.row),
  };
}

function endOf(moment: Moment, { id, accountId, outcome, stage, createdAt }: CaseRow) {
  const data = { outcome, stage, openedAt: toInstant(createdAt) };
  return fact(moment, { type: 'case.ended', subjectType: 'case', subjectId: id, accountId, data });
}

/** Ids of users that stand anywhere in what was entered, to be looked up: no more than a form can hold. */
export function userIdsIn(entered: Readonly<Record<string, unknown>>): readonly string[] {
  const values = Object.values(entered).flatMap((value) => (Array.isArray(value) ? value : [value]));
  const ids = values.filter(
    (value): value is string => typeof value === 'string' && value.startsWith('usr_'),
  );
  return [...new Set(ids)].slice(0, 500);
}
