import { FileReader } from '@keyline/libsql-server';
import type { Contents, StoredRow } from './contents.ts';

interface Table {
  /** Reads all of its rows as one JSON text: SQLite writes it many times faster than rows come over the wire. */
  readonly select: string;
  readonly columns: readonly string[];
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
    const listed = this.#file.rows(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid",
    );
    this.#contents = new Map(listed.map(([name, sql]) => [String(name), this.#rowsOf(`${name}`, `${sql}`)]));
    this.#version = version;
    return this.#contents;
  }

  close(): void {
    this.#file.close();
  }

  #rowsOf(name: string, sql: string): readonly StoredRow[] {
    const table = this.#tables.get(sql) ?? this.#tableOf(name);
    this.#tables.set(sql, table);
    const text = String(this.#file.rows(table.select)[0]?.[0]);
    if (text === table.text) return table.rows;
    const rows = JSON.parse(text) as (string | number | null)[][];
    table.text = text;
    table.rows = rows.map((row) => Object.fromEntries(row.map((value, at) => [table.columns[at], value])));
    return table.rows;
  }

  #tableOf(name: string): Table {
    const columns = this.#file.rows(`PRAGMA table_xinfo("${name}")`).map(([, column]) => String(column));
    const values = columns.map((column) => storedValue(`"${column}"`));
    const select = `SELECT json_group_array(json_array(${values})) FROM "${name}"`;
    return { select, columns, text: '', rows: [] };
  }
}

/** JSON has no bytes, and JavaScript no whole numbers beyond 2^53. */
function storedValue(column: string): string {
  const whole = `iif(${column} BETWEEN -9007199254740991 AND 9007199254740991, ${column}, CAST(${column} AS TEXT))`;
  return `CASE typeof(${column}) WHEN 'blob' THEN lower(hex(${column})) WHEN 'integer' THEN ${whole} ELSE ${column} END`;
}
