import { inputErrors } from '@keyline/http';
import {
  commonProblems,
  type InputError,
  type Problem,
  type ProblemCatalogue,
  ProblemError,
  refusals,
  refuseCommon,
} from '@keyline/kernel';
import type { Refused } from '@keyline/process/engine';

/** What an action of a process can be refused with, whatever it moves. */
export const moveProblems = {
  'action.unknown': commonProblems['action.unknown'],
  'action.not_possible': commonProblems['action.not_possible'],
  'action.not_yours': commonProblems['action.not_yours'],
  'request.unknown_reference': commonProblems['request.unknown_reference'],
} as const satisfies ProblemCatalogue;

export type MoveProblem = keyof typeof moveProblems;

const refuse = refusals(moveProblems);

const notYours = new Set(['not_actor', 'not_permitted', 'claimed', 'drafter']);

/** The problem that tells why the engine refuses; it names the engine's reason in `refusal`. */
export function refusalOf(
  { refused, reason, issues = [], pointers = [] }: Refused,
  action: string,
): Problem<MoveProblem> {
  if (refused === 'unknown_action') return refuse('action.unknown', { values: { action } });
  if (refused === 'form') throw unfit(inputErrors(issues, ''));
  if (refused === 'unknown_user') {
    const errors = pointers.map((pointer) => ({ pointer, code: 'unknown_reference', detail: reason }));
    return refuse('request.unknown_reference', { errors });
  }
  return notYours.has(refused)
    ? refuse('action.not_yours', { values: { reason }, members: { refusal: refused } })
    : notPossible({ refused, reason });
}

/** The process does not let it happen now, whoever asks. */
export function notPossible({
  refused,
  reason,
}: Pick<Refused, 'refused' | 'reason'>): Problem<'action.not_possible'> {
  return refuse('action.not_possible', { values: { reason }, members: { refusal: refused } });
}

/** A form that does not fit is a request that does not fit. */
export function unfit(errors: readonly InputError[]): ProblemError {
  return new ProblemError(refuseCommon('request.invalid', { errors }));
}
