import { codeOf, reads, type Token } from './tokens.ts';

/** A place where code writes a table. */
export interface Write {
  readonly line: number;
  /** As the code calls it: a variable, or a name in SQL. */
  readonly table: string;
  readonly inSql: boolean;
}

/** Every write in a source file: calls of the store, subjects that it will write, and the text of SQL. */
export function writesIn(source: string): readonly Write[] {
  const code = codeOf(source);
  return [...callWrites(code), ...subjectWrites(code), ...sqlWrites(code)];
}

/** `insert(accounts, ...)`, `update(people.users, ...)`; methods of that name are somebody else's. */
function callWrites(code: readonly Token[]): Write[] {
  return code.flatMap((token, at) => {
    const calls =
      ['insert', 'update'].some((word) => reads(code, at, word, '(')) &&
      !reads(code, at - 1, '.') &&
      !reads(code, at - 1, 'function');
    const table = calls ? variableAt(code, at + 2) : undefined;
    return table === undefined ? [] : [{ line: token.line, table, inSql: false }];
  });
}

/** The `table` of an object that also says `accountOf`: a subject, which `created` and `changed` write. */
function subjectWrites(code: readonly Token[]): Write[] {
  return code.flatMap((token, at) => {
    if (!reads(code, at, 'accountOf') || !/^[:(,]$/.test(code[at + 1]?.text ?? '')) return [];
    const start = openingBefore(code, at);
    const place = code.findIndex((_, index) => index > start && reads(code, index, 'table', ':'));
    const table = place < 0 ? undefined : variableAt(code, place + 2);
    return table === undefined ? [] : [{ line: token.line, table, inSql: false }];
  });
}

function variableAt(code: readonly Token[], at: number): string | undefined {
  const [token, further] = [code[at], code[at + 2]];
  if (token?.kind !== 'name') return undefined;
  return reads(code, at + 1, '.') ? `${token.text}.${further?.text}` : token.text;
}

function openingBefore(code: readonly Token[], at: number): number {
  let depth = 0;
  for (let index = at; index > 0; index -= 1) {
    if (reads(code, index, '}')) depth += 1;
    if (reads(code, index, '{')) depth -= 1;
    if (depth < 0) return index;
  }
  return 0;
}

const writingSql =
  /\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+(?:\$\{([\w.]+)\}|"?(\w+)"?)/g;

/** INSERT INTO, UPDATE and DELETE FROM in the text of SQL, `${table}` included. */
function sqlWrites(code: readonly Token[]): Write[] {
  return code
    .filter(({ kind }) => kind === 'template' || kind === 'string')
    .flatMap(({ text, line }) =>
      [...text.matchAll(writingSql)]
        .filter(([, , word]) => word !== 'SET')
        .map(([, variable, word]) => ({
          line,
          table: variable ?? word ?? '',
          inSql: variable === undefined,
        })),
    );
}
