import { decodeBatch, decodeSource, decodeStatement } from './decode-statement.ts';
import { ProtocolError } from './errors.ts';
import { fieldsOf, integerOf, listOf, optionalTextOf, textOf } from './json-fields.ts';
import type { PipelineRequest, StreamRequest } from './pipeline-request.ts';

/** @throws ProtocolError when the text is no JSON or not a pipeline of Hrana 2 */
export function decodePipeline(body: string): PipelineRequest {
  const fields = fieldsOf(parseJson(body), 'request body');
  return {
    baton: optionalTextOf(fields.baton, 'baton'),
    requests: listOf(fields.requests, 'requests').map(decodeRequest),
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new ProtocolError(`Cannot deserialize client message from JSON: ${detail}`);
  }
}

function decodeRequest(input: unknown): StreamRequest {
  const fields = fieldsOf(input, 'stream request');
  switch (fields.type) {
    case 'execute':
      return { type: 'execute', statement: decodeStatement(fields.stmt) };
    case 'batch':
      return { type: 'batch', steps: decodeBatch(fields.batch) };
    case 'sequence':
    case 'describe':
      return { type: fields.type, source: decodeSource(fields) };
    case 'store_sql':
      return { type: 'store_sql', sqlId: integerOf(fields.sql_id, 'sql_id'), sql: textOf(fields.sql, 'sql') };
    case 'close_sql':
      return { type: 'close_sql', sqlId: integerOf(fields.sql_id, 'sql_id') };
    case 'close':
      return { type: 'close' };
    case 'get_autocommit':
      throw new ProtocolError(
        'The `get_autocommit` request is only supported in protocol version 3 and higher',
      );
    default:
      throw new ProtocolError('StreamRequest type not recognized');
  }
}
