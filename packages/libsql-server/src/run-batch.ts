import { encodeError, encodeResult, type WireError, type WireResult } from './encode-result.ts';
import { StatementError } from './errors.ts';
import type { HranaStream } from './hrana-stream.ts';
import { MAX_RESULT_BYTES } from './limits.ts';
import type { BatchStep, StepCondition } from './pipeline-request.ts';
import { ResultBudget } from './result-budget.ts';
import { runStatement } from './run-statement.ts';
import type { Turn } from './turn.ts';

type StepState = 'ok' | 'error' | 'skipped';

/** Result or error per step; a step that was skipped has neither. */
export interface WireBatchResult {
  step_results: (WireResult | null)[];
  step_errors: (WireError | null)[];
}

/**
 * Runs the steps whose conditions hold, in order; an error in one does not stop the others by itself.
 *
 * @throws StatementError when a text is refused, in which case nothing has run, or when the answer grows too large
 */
export function* runBatch(stream: HranaStream, steps: readonly BatchStep[]): Turn<WireBatchResult> {
  const { analysis } = stream.resources;
  const program = steps.map(({ condition, statement: { source, given, wantsRows } }) => {
    return { condition, given, wantsRows, statement: analysis.single(stream.storedSqls.textOf(source)) };
  });
  const budget = new ResultBudget(MAX_RESULT_BYTES);
  const states: StepState[] = [];
  const result: WireBatchResult = { step_results: [], step_errors: [] };
  for (const { condition, given, wantsRows, statement } of program) {
    let stepResult: WireResult | null = null;
    let stepError: WireError | null = null;
    if (condition === undefined || isMet(condition, states)) {
      try {
        stepResult = encodeResult(
          yield* runStatement(stream, statement, given, wantsRows ? budget : undefined),
        );
      } catch (error) {
        stepError = encodeError(stepFailure(error));
      }
    }
    states.push(stepResult ? 'ok' : stepError ? 'error' : 'skipped');
    result.step_results.push(stepResult);
    result.step_errors.push(stepError);
  }
  return result;
}

/** An answer that is too large ends the whole batch: what follows would be too large as well. */
function stepFailure(error: unknown): StatementError {
  if (!(error instanceof StatementError) || error.code === 'RESPONSE_TOO_LARGE') throw error;
  return error;
}

function isMet(condition: StepCondition, states: readonly StepState[]): boolean {
  switch (condition.type) {
    case 'ok':
    case 'error':
      return states[condition.step] === condition.type;
    case 'not':
      return !isMet(condition.condition, states);
    case 'and':
      return condition.conditions.every((each) => isMet(each, states));
    case 'or':
      return condition.conditions.some((each) => isMet(each, states));
  }
}
