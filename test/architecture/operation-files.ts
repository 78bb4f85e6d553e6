import { importsOf, pathOf } from './imports.ts';
import { isTestCode } from './members.ts';
import { codeOf, reads, type Token } from './tokens.ts';
import { filesOf, type Tree } from './tree.ts';

/** What makes an operation in each of the two rooms. */
const makers: Readonly<Record<string, readonly string[]>> = {
  commands: ['command', 'publicCommand', 'upload'],
  queries: ['query', 'publicQuery', 'list', 'download'],
};

/** A verb and what it acts on. */
const fileName = /^[a-z]+(-[a-z0-9]+)+\.ts$/;
const readingVerb = /^(get|list|count|find|preview|read|search|simulate|summarize)-/;

/**
 * Files in commands/ and queries/ that are not one operation each: named by its verb and noun, exported under
 * the same name, with an `example`, nothing else, and mounted in the Worker's app.ts.
 */
export function operationFileFindings(tree: Tree): string[] {
  return filesOf(tree, /^workers\/[^/]+\/src\/(commands|queries)\/[^/]+\.ts$/)
    .filter(([path]) => !isTestCode(path))
    .flatMap(([path, source]) => fileFindings(tree, path, codeOf(source)).map((says) => `${path} ${says}`));
}

function fileFindings(tree: Tree, path: string, code: readonly Token[]): string[] {
  const [, worker = '', room = '', file = ''] = /^(workers\/[^/]+)\/src\/(\w+)\/(.+)$/.exec(path) ?? [];
  const exported = exportsOf(code);
  const operations = exported.filter(({ maker }) => maker !== undefined && makers[room]?.includes(maker));
  const others = exported.filter((one) => !operations.includes(one) && one.name !== 'example');
  const [operation] = operations;
  const expected = camelCase(file.replace(/\.ts$/, ''));
  return [
    ...(fileName.test(file) ? [] : ['is not named by a verb and a noun']),
    ...(room === 'queries' && !readingVerb.test(file) ? ['is not named by a verb of reading'] : []),
    ...(room === 'commands' && readingVerb.test(file) ? ['is named like a query'] : []),
    ...(operations.length === 1 ? [] : [`exports ${operations.length} operations instead of one`]),
    ...(operation === undefined || operation.name === expected
      ? []
      : [`exports ${operation.name} instead of ${expected}`]),
    ...(exported.some(({ name }) => name === 'example') ? [] : ['exports no example']),
    ...others.map(({ name }) => `exports ${name}, which is no operation: its place is another room`),
    ...(operation === undefined || isMounted(tree, worker, path, operation.name)
      ? []
      : ['is not mounted in app.ts']),
  ];
}

function exportsOf(code: readonly Token[]): { readonly name: string; readonly maker: string | undefined }[] {
  return code.flatMap((_, at) => {
    if (!reads(code, at, 'export') || code[at + 1]?.kind !== 'name') return [];
    const word = code[at + 1]?.text === 'async' ? at + 2 : at + 1;
    if (/^(type|interface)$/.test(code[word]?.text ?? '')) return [];
    const made = reads(code, word + 2, '=') && reads(code, word + 4, '(') ? code[word + 3]?.text : undefined;
    return [{ name: code[word + 1]?.text ?? '', maker: made }];
  });
}

/** Imported by app.ts, or by the part of it, and named there once more: unused imports do not pass the compiler. */
function isMounted(tree: Tree, worker: string, path: string, operation: string): boolean {
  return ['app.ts', 'moving.ts'].some((file) => isNamed(tree, `${worker}/src/${file}`, path, operation));
}

function isNamed(tree: Tree, app: string, path: string, operation: string): boolean {
  const source = tree.get(app) ?? '';
  const imported = importsOf(source).some(
    ({ from, names }) => pathOf(app, from) === path && names.some(({ exported }) => exported === operation),
  );
  return imported && codeOf(source).filter(({ text }) => text === operation).length > 1;
}

function camelCase(kebab: string): string {
  return kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
