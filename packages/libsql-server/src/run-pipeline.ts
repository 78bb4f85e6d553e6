import { encodeColumns, encodeError, encodeResult, type WireError } from './encode-result.ts';
import { StatementError } from './errors.ts';
import type { HranaStream } from './hrana-stream.ts';
import { MAX_RESULT_BYTES } from './limits.ts';
import type { StreamRequest } from './pipeline-request.ts';
import type { Column } from './prepared-statement.ts';
import { ResultBudget } from './result-budget.ts';
import { runBatch } from './run-batch.ts';
import { runStatement } from './run-statement.ts';
import type { SqlStatement } from './sql-analysis.ts';
import type { StatementArguments } from './sql-parameters.ts';
import { executionError } from './sqlite-error.ts';
import type { Turn } from './turn.ts';

interface WireResponse {
  type: StreamRequest['type'];
  result?: unknown;
}

export type WireStreamResult = { type: 'ok'; response: WireResponse } | { type: 'error'; error: WireError };

const NO_ARGUMENTS: StatementArguments = { positional: [], named: new Map() };

/**
 * Answers every request in order, also those after one that failed.
 *
 * @throws RequestError when the client broke the protocol: the stream is then of no more use
 */
export function* runPipeline(
  stream: HranaStream,
  requests: readonly StreamRequest[],
): Turn<WireStreamResult[]> {
  const results: WireStreamResult[] = [];
  for (const request of requests) {
    try {
      results.push({ type: 'ok', response: yield* respond(stream, request) });
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
      results.push({ type: 'error', error: encodeError(error) });
    }
  }
  return results;
}

function* respond(stream: HranaStream, request: StreamRequest): Turn<WireResponse> {
  stream.assertOpen();
  const { type } = request;
  const { analysis } = stream.resources;
  switch (type) {
    case 'execute': {
      const { source, given, wantsRows } = request.statement;
      const statement = analysis.single(stream.storedSqls.textOf(source));
      const budget = wantsRows ? new ResultBudget(MAX_RESULT_BYTES) : undefined;
      return { type, result: encodeResult(yield* runStatement(stream, statement, given, budget)) };
    }
    case 'batch':
      return { type, result: yield* runBatch(stream, request.steps) };
    case 'sequence':
      for (const statement of analysis.script(stream.storedSqls.textOf(request.source))) {
        yield* runStatement(stream, statement, NO_ARGUMENTS, undefined);
      }
      return { type };
    case 'describe':
      return { type, result: describe(stream, analysis.single(stream.storedSqls.textOf(request.source))) };
    case 'store_sql':
      stream.storedSqls.store(request.sqlId, request.sql);
      return { type };
    case 'close_sql':
      stream.storedSqls.forget(request.sqlId);
      return { type };
    case 'close':
      stream.close();
      return { type };
  }
}

function describe(stream: HranaStream, statement: SqlStatement): unknown {
  return {
    params: statement.parameters.map((name) => ({ name: name ?? null })),
    cols: encodeColumns(columnsOf(stream, statement)),
    is_explain: statement.isExplain,
    is_readonly: !statement.takesWriteLock,
  };
}

function columnsOf(stream: HranaStream, statement: SqlStatement): readonly Column[] {
  try {
    return stream.connection.describe(statement);
  } catch (error) {
    throw executionError(error);
  }
}
