type Value = string | number | boolean | readonly Value[] | Table | readonly Table[];

/** A table of a TOML file. */
export interface Table {
  readonly [key: string]: Value;
}

/**
 * Reads the part of TOML (toml.io/en/v1.0.0) that wrangler files use: tables, arrays of tables, and values that
 * JSON writes the same way. Throws at a line of another form.
 */
export function parseToml(text: string): Table {
  const root: Record<string, Value> = {};
  let current = root;
  for (const line of statementsOf(text)) {
    const list = /^\[\[([\w.-]+)\]\]$/.exec(line)?.[1];
    const table = /^\[([\w.-]+)\]$/.exec(line)?.[1];
    const [, key, value] = /^([\w-]+)\s*=\s*(.+)$/s.exec(line) ?? [];
    if (list !== undefined) current = appended(root, list);
    else if (table !== undefined) current = entered(root, table.split('.'));
    else if (key !== undefined && value !== undefined) current[key] = parseValue(value);
    else throw new Error(`not a line of TOML known here: ${line}`);
  }
  return root;
}

/** Lines without comments; a value of several lines as one. */
function statementsOf(text: string): string[] {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^((?:[^"#]|"(?:[^"\\]|\\.)*")*)#.*$/, '$1').trim());
  const statements: string[] = [];
  for (const line of lines.filter((one) => one !== '')) {
    const last = statements.at(-1) ?? '';
    const isOpen = /=\s*\[/.test(last) && last.split('[').length > last.split(']').length;
    if (isOpen) statements[statements.length - 1] = `${last}${line}`;
    else statements.push(line);
  }
  return statements;
}

function parseValue(text: string): Value {
  return JSON.parse(text.replace(/,\s*\]$/, ']')) as Value;
}

function entered(root: Record<string, Value>, path: readonly string[]): Record<string, Value> {
  let table = root;
  for (const name of path) {
    table[name] ??= {};
    const next = table[name];
    table = (Array.isArray(next) ? next.at(-1) : next) as Record<string, Value>;
  }
  return table;
}

function appended(root: Record<string, Value>, name: string): Record<string, Value> {
  const path = name.split('.');
  const last = path.at(-1) ?? '';
  const parent = entered(root, path.slice(0, -1));
  const added: Record<string, Value> = {};
  parent[last] = [...((parent[last] ?? []) as Table[]), added];
  return added;
}
