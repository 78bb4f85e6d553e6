import type { StatementArguments } from './sql-parameters.ts';
import type { SqlSource } from './stored-sqls.ts';

/** A statement as a client sends it. */
export interface StatementRequest {
  source: SqlSource;
  given: StatementArguments;
  wantsRows: boolean;
}

/** When a step of a batch runs, told by what became of earlier steps. */
export type StepCondition =
  | { type: 'ok' | 'error'; step: number }
  | { type: 'not'; condition: StepCondition }
  | { type: 'and' | 'or'; conditions: readonly StepCondition[] };

export interface BatchStep {
  condition: StepCondition | undefined;
  statement: StatementRequest;
}

export type StreamRequest =
  | { type: 'execute'; statement: StatementRequest }
  | { type: 'batch'; steps: readonly BatchStep[] }
  | { type: 'sequence' | 'describe'; source: SqlSource }
  | { type: 'store_sql'; sqlId: number; sql: string }
  | { type: 'close_sql'; sqlId: number }
  | { type: 'close' };

/** The body of `POST v2/pipeline`: https://github.com/tursodatabase/libsql/blob/main/docs/HRANA_2_SPEC.md */
export interface PipelineRequest {
  baton: string | undefined;
  requests: readonly StreamRequest[];
}
