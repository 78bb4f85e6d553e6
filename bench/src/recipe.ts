import { idSuffix } from '@keyline/kernel';

/** One argument of a recorded statement: a constant, or what differs from request to request. */
export type RecipeArgument =
  | { readonly text: string }
  | { readonly integer: string }
  | { readonly none: true }
  /** The record asked for. */
  | { readonly ask: 'id' }
  /** Text with ids that are made anew: each by its number in `made`. */
  | { readonly parts: readonly (string | number)[] }
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
  /** Prefixes of the ids that a request makes. */
  readonly made: readonly string[];
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

/** What is known of a recorded request. */
interface Known {
  /** The record that it asks for. */
  readonly id: string;
  /** Any id made just before it: ids sort by their making, and younger ones are its own. */
  readonly since: string;
  /** The version of the record that it changed. */
  readonly version?: number;
}

const anyId = /[a-z]{3}_[0-9a-z]{26}/g;

/** Turns recorded statements into a recipe: ids and the version become places to fill. */
export function toRecipe(pipelines: readonly string[], known: Known): Recipe {
  const [read = [], write = []] = pipelines.map(statementsOf);
  const texts = write.flatMap(({ args }) => args.map(({ value }) => String(value)));
  const ids = new Set(texts.flatMap((text) => text.match(anyId) ?? []));
  // A move ends the open task of its record, which is another one at every turn.
  const made = [...ids].filter((id) => idSuffix(id) > idSuffix(known.since) || id.startsWith('tsk_'));
  const tellsVersion = ({ sql, args }: (typeof read)[number]) =>
    sql.includes('AS "version"') && args.some(({ value }) => value === known.id);
  const fill = (writing: boolean) => (argument: HranaValue) =>
    argumentOf(argument, known, writing ? made : []);
  return {
    id: known.id,
    answerFrom: Math.max(0, known.version === undefined ? 0 : read.findIndex(tellsVersion)),
    made: made.map((id) => id.slice(0, id.indexOf('_'))),
    read: read.map(({ sql, args }) => ({ sql, args: args.map(fill(false)) })),
    write: write.map(({ sql, args }) => ({ sql, args: args.map(fill(true)) })),
  };
}

/** The text in pieces between the ids that were made, which become their numbers. */
function partsOf(text: string, made: readonly string[]): readonly (string | number)[] {
  const pieces = made.length === 0 ? [text] : text.split(new RegExp(`(${made.join('|')})`));
  return pieces.map((piece) => (made.includes(piece) ? made.indexOf(piece) : piece));
}

function argumentOf({ type, value }: HranaValue, known: Known, made: readonly string[]): RecipeArgument {
  if (type === 'null') return { none: true };
  if (type === 'integer') {
    const ahead = Number(value) - (known.version ?? Number.NaN);
    return made.length > 0 && (ahead === 0 || ahead === 1) ? { version: ahead } : { integer: String(value) };
  }
  const text = String(value);
  if (text === known.id) return { ask: 'id' };
  const parts = partsOf(text, made);
  return parts.length > 1 ? { parts } : { text };
}
