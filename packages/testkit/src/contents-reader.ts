import { FileReader } from '@keyline/libsql-server';
import type { Contents, StoredRow } from './contents.ts';

const listed = `SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid`;

type Value = StoredRow[string];

const nothing: readonly StoredRow[] = [];

/** Reads all rows as one JSON text: SQLite writes it many times faster than rows come over the wire. */
interface Select {
  readonly sql: string;
  readonly columns: readonly string[];
}

interface Table {
  readonly name: string;
  readonly isStrict: boolean;
  /** Made when there is a row: most tables stay empty. */
  select?: Select;
  text: string;
  rows: readonly StoredRow[];
}

/** Looks at all that lies in a database file. A look costs what has changed since the last one. */
export class ContentsReader {
  readonly #file: FileReader;
  /** By the statement that made the table. */
  readonly #tables = new Map<string, Table>();
  #version = 0;
  #contents: Contents = new Map();

  constructor(file: string) {
    this.#file = new FileReader(file);
  }

  read(): Contents {
    const version = this.#file.version();
    if (version === this.#version) return this.#contents;
    const tables = this.#file.rows(listed).map(([name, sql]) => this.#tableOf(String(name), String(sql)));
    const filled = tables.map(({ name }) => `(SELECT 1 FROM "${name}")`);
    const [isFilled = []] = tables.length > 0 ? this.#file.rows(`SELECT ${filled}`) : [];
    this.#contents = new Map(
      tables.map((table, at) => [table.name, isFilled[at] === null ? nothing : this.#rowsOf(table)]),
    );
    this.#version = version;
    return this.#contents;
  }

  close(): void {
    this.#file.close();
  }

  #rowsOf(table: Table): readonly StoredRow[] {
    const { sql, columns } = table.select ?? this.#selectOf(table);
    table.select = { sql, columns };
    const text = String(this.#file.rows(sql)[0]?.[0]);
    if (text === table.text) return table.rows;
    // Where rows were only appended those before them stay the same objects, and nobody looks at them again.
    const isLonger = table.rows.length > 0 && text.startsWith(table.text.slice(0, -1));
    const come = JSON.parse(isLonger ? `[${text.slice(table.text.length)}` : text) as Value[][];
    const rows = come.map((row) => Object.fromEntries(row.map((value, at) => [columns[at], value])));
    table.rows = isLonger ? [...table.rows, ...rows] : rows;
    table.text = text;
    return table.rows;
  }

  #tableOf(name: string, sql: string): Table {
    const table = this.#tables.get(sql) ?? { name, isStrict: /\bSTRICT$/.test(sql), text: '', rows: nothing };
    this.#tables.set(sql, table);
    return table;
  }

  #selectOf({ name, isStrict }: Table): Select {
    const described = this.#file.rows(`PRAGMA table_xinfo("${name}")`);
    const values = described.map(([, column, type]) =>
      isStrict && plainTypes.has(String(type)) ? `"${column}"` : storedValue(`"${column}"`),
    );
    const sql = `SELECT json_group_array(json_array(${values})) FROM "${name}"`;
    return { sql, columns: described.map(([, column]) => String(column)) };
  }
}

/** A strict table holds in columns of these types nothing that JSON does not have. */
const plainTypes: ReadonlySet<string> = new Set(['TEXT', 'REAL']);

/** JSON has no bytes, and JavaScript no whole numbers beyond 2^53. */
function storedValue(column: string): string {
  const whole = `iif(${column} BETWEEN -9007199254740991 AND 9007199254740991, ${column}, CAST(${column} AS TEXT))`;
  return `CASE typeof(${column}) WHEN 'blob' THEN lower(hex(${column})) WHEN 'integer' THEN ${whole} ELSE ${column} END`;
}
