import { ProtocolError } from './errors.ts';
import { fieldsOf, integerOf, type JsonObject, listOf, optionalTextOf, textOf } from './json-fields.ts';
import type { BatchStep, StatementRequest, StepCondition } from './pipeline-request.ts';
import type { StatementArguments } from './sql-parameters.ts';
import type { SqlSource } from './stored-sqls.ts';
import { decodeValue, type SqlValue } from './value.ts';

/** Deeper conditions only serve to exhaust the stack. */
const MAX_CONDITION_DEPTH = 50;

const NO_NAMES: ReadonlyMap<string, SqlValue> = new Map();

export function decodeSource(fields: JsonObject): SqlSource {
  const sql = optionalTextOf(fields.sql, 'sql');
  const hasId = fields.sql_id !== undefined && fields.sql_id !== null;
  if (sql !== undefined && hasId)
    throw new ProtocolError('Either `sql` or `sql_id` are required, but not both');
  if (sql !== undefined) return { sql };
  if (!hasId) throw new ProtocolError('Either `sql` or `sql_id` are required');
  return { sqlId: integerOf(fields.sql_id, 'sql_id') };
}

export function decodeStatement(input: unknown): StatementRequest {
  const fields = fieldsOf(input, 'stmt');
  return {
    source: decodeSource(fields),
    given: decodeArguments(fields),
    wantsRows: fields.want_rows !== false,
  };
}

function decodeArguments(fields: JsonObject): StatementArguments {
  const positional = listOf(fields.args, 'args').map(decodeValue);
  const namedInputs = listOf(fields.named_args, 'named_args');
  if (namedInputs.length === 0) return { positional, named: NO_NAMES };
  const named = namedInputs.map((input) => {
    const { name, value } = fieldsOf(input, 'named argument');
    return [textOf(name, 'argument name'), decodeValue(value)] as const;
  });
  return { positional, named: new Map(named) };
}

/** @throws ProtocolError also when a condition refers to its own or a later step */
export function decodeBatch(input: unknown): BatchStep[] {
  const { steps } = fieldsOf(input, 'batch');
  return listOf(steps, 'steps').map((stepInput, index) => {
    const { condition, stmt } = fieldsOf(stepInput, 'batch step');
    const hasCondition = condition !== undefined && condition !== null;
    return {
      condition: hasCondition ? decodeCondition(condition, index, 0) : undefined,
      statement: decodeStatement(stmt),
    };
  });
}

function decodeCondition(input: unknown, stepIndex: number, depth: number): StepCondition {
  if (depth > MAX_CONDITION_DEPTH) throw new ProtocolError('BatchCond is nested too deeply');
  const fields = fieldsOf(input, 'condition');
  switch (fields.type) {
    case 'ok':
    case 'error':
      return { type: fields.type, step: earlierStep(fields.step, stepIndex) };
    case 'not':
      return { type: 'not', condition: decodeCondition(fields.cond, stepIndex, depth + 1) };
    case 'and':
    case 'or': {
      const conditions = listOf(fields.conds, 'conds').map((cond) =>
        decodeCondition(cond, stepIndex, depth + 1),
      );
      return { type: fields.type, conditions };
    }
    case 'is_autocommit':
      throw new ProtocolError(
        'BatchCond of type `is_autocommit` is only supported in protocol version 3 and higher',
      );
    default:
      throw new ProtocolError('BatchCond type not recognized');
  }
}

function earlierStep(input: unknown, stepIndex: number): number {
  const step = integerOf(input, 'step');
  if (step < 0 || step >= stepIndex)
    throw new ProtocolError('Invalid reference to step in a batch condition');
  return step;
}
