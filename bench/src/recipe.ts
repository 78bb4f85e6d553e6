/** One argument of a recorded statement: a constant, or what differs from request to request. */
export type RecipeArgument =
  | { readonly text: string }
  | { readonly integer: string }
  | { readonly none: true }
  /** The record asked for, or a new id. */
  | { readonly ask: 'id' | 'account' | 'event' }
  /** The loaded record's version and so many more. */
  | { readonly version: number };

export interface RecipeStatement {
  readonly sql: string;
  readonly args: readonly RecipeArgument[];
}

/** The statements of one recorded request, as the floor sends them. */
export interface Recipe {
  /** The record that a read asks for. */
  readonly id: string;
  readonly read: readonly RecipeStatement[];
  readonly write: readonly RecipeStatement[];
  /** The read statement whose rows are the answer, and whose first row tells the version. */
  readonly answerFrom: number;
}

interface HranaValue {
  readonly type: 'null' | 'integer' | 'float' | 'text' | 'blob';
  readonly value?: string | number;
}

interface HranaRequest {
  readonly type: string;
  readonly sql_id?: number;
  readonly sql?: string;
  readonly batch?: { readonly steps: readonly { readonly stmt: HranaStatement }[] };
}

interface HranaStatement {
  readonly sql?: string;
  readonly sql_id?: number;
  readonly args?: readonly HranaValue[];
}

/** Reads the statements out of a recorded pipeline (Hrana 2), without the frame of its transaction. */
export function statementsOf(pipeline: string): { sql: string; args: HranaValue[] }[] {
  const { requests } = JSON.parse(pipeline) as { requests: readonly HranaRequest[] };
  const stored = new Map(requests.map((r) => [r.sql_id, r.sql]));
  const steps = requests.flatMap((r) => r.batch?.steps ?? []);
  return steps
    .map(({ stmt }) => ({ sql: stmt.sql ?? stored.get(stmt.sql_id) ?? '', args: [...(stmt.args ?? [])] }))
    .filter(({ sql }) => !/^(BEGIN|COMMIT|ROLLBACK)/.test(sql));
}

/** Turns recorded statements into a recipe: known ids and the version become places to fill. */
export function toRecipe(
  pipelines: readonly string[],
  known: { readonly id: string; readonly made?: string; readonly version?: number },
): Recipe {
  const [read = [], write = []] = pipelines.map(statementsOf);
  const answerFrom = 0;
  return {
    id: known.id,
    answerFrom,
    read: read.map(({ sql, args }) => ({ sql, args: args.map((a) => argumentOf(a, known, false)) })),
    write: write.map(({ sql, args }) => ({ sql, args: args.map((a) => argumentOf(a, known, true)) })),
  };
}

function argumentOf(
  { type, value }: HranaValue,
  known: { readonly id: string; readonly made?: string; readonly version?: number },
  writing: boolean,
): RecipeArgument {
  if (type === 'null') return { none: true };
  if (type === 'integer') {
    const ahead = Number(value) - (known.version ?? Number.NaN);
    return writing && (ahead === 0 || ahead === 1) ? { version: ahead } : { integer: String(value) };
  }
  const text = String(value);
  if (text === known.made) return { ask: 'account' };
  if (text === known.id) return { ask: 'id' };
  return text.startsWith('evt_') ? { ask: 'event' } : { text };
}
