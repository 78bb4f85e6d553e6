import { Column, type GetColumnData, is, Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { CasingCache } from 'drizzle-orm/casing';

/** What a statement takes: SQLite's values, and booleans as 0 and 1. */
export type Value = string | number | boolean | null | Uint8Array;

/** Reads a value that no column describes. The raw value is a string, a number, null or an ArrayBuffer. */
export type Decoder<T> = (raw: unknown) => T;

/** The shape of a statement's rows: a column, or a decoder for a computed value, under each name. */
export type RowShape = Readonly<Record<string, Column | Decoder<unknown>>>;

export type RowOf<S extends RowShape> = {
  [K in keyof S]: S[K] extends Column ? GetColumnData<S[K]> : S[K] extends Decoder<infer T> ? T : never;
};

/** A statement with its values, ready to travel. */
export interface Bound<Row = unknown> {
  readonly statement: Statement<string, Row>;
  readonly values: Readonly<Record<string, Value>>;
}

/** One SQL text, built once when its module loads; each request only binds values. */
export interface Statement<Name extends string, Row> {
  readonly sql: string;
  /** `tenant` statements get the tenant from the store and nobody else; `system` ones name no tenant. */
  readonly reach: 'tenant' | 'system';
  readonly parameters: readonly (string | { readonly constant: Value })[];
  bind(values: Readonly<Record<Name, Value>>): Bound<Row>;
  decode(raw: Readonly<Record<string, unknown>>): Row;
}

/** Values that the store binds itself: nobody can pass another tenant, another principal or another time. */
export const ambientNames = ['tenant', 'principal', 'businessNow'] as const;

/** The place of the store's own tenant in a statement. */
export const tenant: SQL = sql`${sql.placeholder('tenant')}`;

/** The place of the acting principal's id (user or API key). */
export const principal: SQL = sql`${sql.placeholder('principal')}`;

/** The place of the business time of the request, in milliseconds; NULL where a store has none. */
export const businessNow: SQL = sql`${sql.placeholder('businessNow')}`;

/** The place of a named value. */
export function value(name: string): SQL {
  return sql`${sql.placeholder(name)}`;
}

/** A column of a table that the statement calls by an alias. */
export function at(alias: string, column: Column): SQL {
  return sql`${sql.identifier(alias)}.${sql.identifier(column.name)}`;
}

/**
 * The columns of a row shape as a select list, each under its name, of the tables themselves or of one
 * alias; decoders are left to the SQL around.
 */
export function columns(shape: RowShape, alias?: string): SQL {
  const list = Object.entries(shape).flatMap(([name, column]) =>
    is(column, Column)
      ? [sql`${alias === undefined ? column : at(alias, column)} AS ${sql.identifier(name)}`]
      : [],
  );
  return sql.join(list, sql`, `);
}

/** SQLite's spelling, as drizzle's own dialect has it: that one brings its query builders along, which nobody uses. */
const spelling = {
  casing: new CasingCache(),
  escapeName: (name: string) => `"${name.replaceAll('"', '""')}"`,
  escapeParam: () => '?',
  escapeString: (text: string) => `'${text.replaceAll("'", "''")}'`,
};

/** A statement on tenant tables. Refused at load when it does not name the tenant. */
export function statement<const Name extends string, const S extends RowShape>(definition: {
  readonly values?: readonly Name[];
  readonly row?: S;
  readonly sql: SQLWrapper;
}): Statement<Name, RowOf<S>> {
  const built = build('tenant', definition);
  if (!built.parameters.includes('tenant')) throw new Error(`statement without its tenant: ${built.sql}`);
  return built;
}

/** A statement that cannot name a tenant. Only `system.ts` and migrations make these. */
export function systemStatement<const Name extends string, const S extends RowShape>(definition: {
  readonly values?: readonly Name[];
  readonly row?: S;
  readonly sql: SQLWrapper;
}): Statement<Name, RowOf<S>> {
  return build('system', definition);
}

function build<Name extends string, S extends RowShape>(
  reach: 'tenant' | 'system',
  definition: { readonly values?: readonly Name[]; readonly row?: S; readonly sql: SQLWrapper },
): Statement<Name, RowOf<S>> {
  const query = definition.sql.getSQL().toQuery(spelling);
  const parameters = query.params.map((p) =>
    is(p, Placeholder) ? String(p.name) : { constant: p as Value },
  );
  const declared: readonly string[] = [...ambientNames, ...(definition.values ?? [])];
  const unknown = parameters.find((p) => typeof p === 'string' && !declared.includes(p));
  if (unknown !== undefined) throw new Error(`value ${String(unknown)} is not declared: ${query.sql}`);
  const decode = rowDecoder(definition.row ?? ({} as S));
  const built: Statement<Name, RowOf<S>> = {
    sql: query.sql,
    reach,
    parameters,
    decode,
    bind: (values) => ({ statement: built as Statement<string, RowOf<S>>, values }),
  };
  return built;
}

function rowDecoder<S extends RowShape>(shape: S): (raw: Readonly<Record<string, unknown>>) => RowOf<S> {
  const decoders = Object.entries(shape).map(([name, column]): [string, Decoder<unknown>] => [
    name,
    is(column, Column)
      ? (raw) => (raw === null ? null : column.mapFromDriverValue(raw))
      : (column as Decoder<unknown>),
  ]);
  return (raw) => {
    const row: Record<string, unknown> = {};
    for (const [name, decode] of decoders) row[name] = decode(raw[name] ?? null);
    return row as RowOf<S>;
  };
}

/** Decoders for computed values. */
export const asBoolean: Decoder<boolean> = (raw) => raw === 1 || raw === true;
export const asNumber: Decoder<number> = (raw) => Number(raw);
/** Milliseconds, where there may be none. */
export const asInstant: Decoder<number | null> = (raw) => (raw === null ? null : Number(raw));
export const asText: Decoder<string | null> = (raw) => (raw === null ? null : String(raw));
export function asJson<T>(otherwise: T): Decoder<T> {
  return (raw) => (typeof raw === 'string' ? (JSON.parse(raw) as T) : otherwise);
}
