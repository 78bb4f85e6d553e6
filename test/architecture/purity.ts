import { importsOf, packageOf, pathOf } from './imports.ts';
import { isTestCode } from './members.ts';
import { codeOf, reads, type Token } from './tokens.ts';
import type { Tree } from './tree.ts';

const domainFile = /^workers\/[^/]+\/src\/domain\//;

/** Packages without I/O and without a clock; `clock.ts` of the kernel is where real time comes from. */
const pureFile = /^packages\/(kernel|calendar|process|protocol)\/src\/(?!clock\.ts$)/;

/** What rules may not know of: the web, the database, the machine. */
const impurePackages = /^(hono|drizzle-orm|@libsql\/client|@keyline\/(store|auth|http|events))$/;

/** Imports and calls by which a rule would depend on more than its state and its input. */
export function purityFindings(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => (domainFile.test(path) || pureFile.test(path)) && !isTestCode(path))
    .flatMap(([path, source]) => [
      ...(domainFile.test(path) ? importFindings(path, source) : []),
      ...clockFindings(source).map(
        ({ line, call }) => `${path}:${line} calls ${call}: time and chance arrive as data`,
      ),
    ])
    .sort();
}

function importFindings(path: string, source: string): string[] {
  return importsOf(source).flatMap(({ from, line, typeOnly }) => {
    const file = pathOf(path, from);
    const name = packageOf(from) ?? '';
    if (file !== undefined && !domainFile.test(file))
      return [`${path}:${line} imports ${from}, which is no rule`];
    const impure =
      impurePackages.test(name) || (name === '@keyline/schema' && !typeOnly) || from.startsWith('node:');
    return impure ? [`${path}:${line} imports ${from}: rules are pure`] : [];
  });
}

const calls: readonly (readonly string[])[] = [
  ['Date', '.', 'now'],
  ['new', 'Date', '(', ')'],
  ['new', 'Date', ';'],
  ['Math', '.', 'random'],
  ['performance', '.', 'now'],
  ['crypto', '.', 'randomUUID'],
  ['crypto', '.', 'getRandomValues'],
];

function clockFindings(source: string): { readonly line: number; readonly call: string }[] {
  const code = codeOf(source);
  return code.flatMap((token, at) => {
    const call =
      calls.find((words) => reads(code, at, ...words)) ??
      (isBareDate(code, at) ? ['Date', '(', ')'] : undefined);
    return call === undefined
      ? []
      : [{ line: token.line, call: call.join('').replace('newDate', 'new Date') }];
  });
}

/** `Date()` without `new` is the time of the machine, whatever stands between its parentheses. */
function isBareDate(code: readonly Token[], at: number): boolean {
  return reads(code, at, 'Date', '(') && !reads(code, at - 1, 'new') && !reads(code, at - 1, '.');
}
