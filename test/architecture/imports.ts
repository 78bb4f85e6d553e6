import { posix } from 'node:path';
import { codeOf, reads, type Token } from './tokens.ts';

/** One import, re-export, `import()` or `import.meta.resolve()` of a file. */
export interface Import {
  /** What stands between the quotes. */
  readonly from: string;
  readonly line: number;
  /** Nothing of it is left when the file runs. */
  readonly typeOnly: boolean;
  /** Names as the other file exports them, with what they are called here. */
  readonly names: readonly { readonly exported: string; readonly local: string }[];
}

/** The imports of a source file, in their order. */
export function importsOf(source: string): readonly Import[] {
  const code = codeOf(source);
  return code.flatMap((_, at) => declarationAt(code, at) ?? callAt(code, at) ?? []);
}

/** `import ... from 'x'`, `import 'x'`, `export ... from 'x'`. */
function declarationAt(code: readonly Token[], at: number): Import | undefined {
  const start = code[at];
  if (start?.kind !== 'name' || !/^(import|export)$/.test(start.text) || !opensStatement(code, at)) return;
  const rest = code.slice(at + 1);
  const length = rest.findIndex((token) => token.kind === 'string' || !mayStandInClause(token));
  const quoted = rest[length];
  const clause = rest.slice(0, length);
  if (quoted?.kind !== 'string') return;
  if (clause.length > 0 && !reads(clause, clause.length - 1, 'from')) return;
  const names = namesOf(clause);
  const typeOnly =
    reads(clause, 0, 'type') || (clause.length > 0 && names.length > 0 && names.every((name) => name.type));
  return { from: quoted.text, line: start.line, typeOnly, names };
}

function opensStatement(code: readonly Token[], at: number): boolean {
  const before = code[at - 1];
  return (
    before === undefined ||
    before.kind === 'string' ||
    /^[;}]$/.test(before.text) ||
    code[at]?.line !== before.line
  );
}

function mayStandInClause(token: Token): boolean {
  return token.kind === 'name' || /^[{},*]$/.test(token.text);
}

function namesOf(clause: readonly Token[]) {
  const words = clause.filter((token) => token.kind === 'name').map((token) => token.text);
  const open = clause.findIndex((token) => token.text === '{');
  if (open < 0) {
    const local = words.at(-2);
    return local === undefined || local === 'type' ? [] : [{ exported: '*', local, type: false }];
  }
  const inside = clause.slice(
    open + 1,
    clause.findIndex((token) => token.text === '}'),
  );
  const parts: string[][] = [[]];
  for (const token of inside) {
    if (token.text === ',') parts.push([]);
    else parts.at(-1)?.push(token.text);
  }
  return parts
    .filter((part) => part.length > 0)
    .map((part) => {
      const type = part[0] === 'type' && part.length > 1 && part[1] !== 'as';
      const [exported = '', , local = exported] = type ? part.slice(1) : part;
      return { exported, local, type };
    });
}

/** `import('x')` and `import.meta.resolve('x')`. */
function callAt(code: readonly Token[], at: number): Import | undefined {
  const length = reads(code, at, 'import', '(')
    ? 2
    : reads(code, at, 'import', '.', 'meta', '.', 'resolve', '(')
      ? 6
      : 0;
  const [start, quoted] = [code[at], code[at + length]];
  if (length === 0 || start === undefined || quoted?.kind !== 'string') return;
  return { from: quoted.text, line: start.line, typeOnly: false, names: [] };
}

/** The path of a relative import from the root of the project; undefined when it is none. */
export function pathOf(importer: string, from: string): string | undefined {
  return /^\.\.?\//.test(from) ? posix.join(posix.dirname(importer), from) : undefined;
}

/** `@keyline/http/openapi` -> `@keyline/http`; undefined for relative imports. */
export function packageOf(from: string): string | undefined {
  return /^(@[^/]+\/[^/]+|[^./][^/]*)/.exec(from)?.[0];
}
