import { idSuffix } from '@keyline/kernel';

/** One argument of a recorded statement: a constant, or what differs from request to request. */
export type RecipeArgument =
  | { readonly text: string }
  | { readonly integer: string }
  | { readonly none: true }
  /** The record asked for. */
  | { readonly ask: 'id' }
  /** Text with ids that differ: each by its number in `made`, then in `found`. */
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
  /** Prefixes of the ids that it takes from what it has read. */
  readonly found: readonly string[];
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
const taskKey = /^t\d+$/;

/** Turns recorded statements into a recipe: ids and the version become places to fill. */
export function toRecipe(pipelines: readonly string[], known: Known): Recipe {
  const [read = [], write = []] = pipelines.map(statementsOf);
  const texts = write.flatMap(({ args }) => args.map(({ value }) => String(value)));
  const ids = new Set(texts.flatMap((text) => text.match(anyId) ?? []));
  // A task that a move opens has a key as well that no other task of its record has.
  const keys = texts.filter((text) => taskKey.test(text));
  const made = [...[...ids].filter((id) => idSuffix(id) > idSuffix(known.since)), ...keys];
  // A move ends the open task of its record, which is another one at every turn.
  const found = [...ids].filter((id) => id.startsWith('tsk_') && !made.includes(id));
  const differing = [...made, ...found];
  const tellsVersion = ({ sql, args }: (typeof read)[number]) =>
    sql.includes('AS "version"') && args.some(({ value }) => value === known.id);
  const fill = (writing: boolean) => (argument: HranaValue) =>
    argumentOf(argument, known, writing ? differing : []);
  return {
    id: known.id,
    answerFrom: Math.max(0, known.version === undefined ? 0 : read.findIndex(tellsVersion)),
    made: made.map(prefixOf),
    found: found.map(prefixOf),
    read: read.map(({ sql, args }) => ({ sql, args: args.map(fill(false)) })),
    write: write.map(({ sql, args }) => ({ sql, args: args.map(fill(true)) })),
  };
}

const prefixOf = (id: string) => id.split(/[_\d]/)[0] ?? '';

/** The text in pieces between the ids that differ, which become their numbers. */
function partsOf(text: string, ids: readonly string[]): readonly (string | number)[] {
  const pieces = ids.length === 0 ? [text] : text.split(new RegExp(`\\b(${ids.join('|')})\\b`));
  return pieces.map((piece) => (ids.includes(piece) ? ids.indexOf(piece) : piece));
}

function argumentOf({ type, value }: HranaValue, known: Known, ids: readonly string[]): RecipeArgument {
  if (type === 'null') return { none: true };
  if (type === 'integer') {
    const ahead = Number(value) - (known.version ?? Number.NaN);
    return ids.length > 0 && (ahead === 0 || ahead === 1) ? { version: ahead } : { integer: String(value) };
  }
  const text = String(value);
  if (text === known.id) return { ask: 'id' };
  const parts = partsOf(text, ids);
  return parts.length > 1 ? { parts } : { text };
}
