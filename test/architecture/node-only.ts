import { isBuiltin } from 'node:module';
import { importsOf, packageOf, pathOf } from './imports.ts';
import { isTestCode, memberOf, sourceFile } from './members.ts';
import { filesOf, type Tree } from './tree.ts';

/** Members that run on Node and never inside a Worker. */
const onNode = new Set([
  'packages/libsql-server',
  'packages/stack',
  'packages/testkit',
  'test',
  'bench',
  'scripts',
]);

/** Packages that cannot run inside a Worker: native code, processes, code made at run time. */
const nodePackages = new Set(['libsql', 'miniflare', 'esbuild', 'wrangler', 'ajv', 'ajv-formats']);

/** Entry points of packages that else run in Workers, with the files behind them. */
const nodeEntries: Readonly<Record<string, RegExp>> = {
  '@keyline/http/docs': /^packages\/http\/src\/docs\//,
  '@keyline/http/openapi-validate': /^packages\/http\/src\/openapi\/validate\.ts$/,
};

/** What a Worker may use of Node all the same, and why. */
const allowed: Readonly<Record<string, { readonly module: string; readonly reason: string }>> = {
  'packages/http/src/files/store-file.ts': {
    module: 'node:crypto',
    reason: 'a digest of a stream, which WebCrypto has not; workerd has it under nodejs_compat',
  },
  'packages/events/src/seals/hashes.ts': {
    module: 'node:crypto',
    reason:
      'thousands of digests in a row, each of which WebCrypto makes one wait for; workerd has it under nodejs_compat',
  },
  'packages/auth/src/passwords.ts': {
    module: 'node:crypto',
    reason: 'scrypt, which WebCrypto has not; workerd has it under nodejs_compat',
  },
  'packages/auth/src/secrets.ts': {
    module: 'node:crypto',
    reason: 'a comparison in constant time, which WebCrypto has not; workerd has it under nodejs_compat',
  },
};

/** Imports of what only Node has, in code that Workers run. */
export function nodeOnlyFindings(tree: Tree): string[] {
  const files = filesOf(tree, sourceFile).filter(([path]) => runsInWorkers(path));
  return files.flatMap(([path, source]) =>
    importsOf(source).flatMap(({ from, line, typeOnly }) => {
      if (typeOnly || !needsNode(path, from) || allowed[path]?.module === from) return [];
      return [`${path}:${line} imports ${from}, which only Node has`];
    }),
  );
}

/** Exceptions that nothing needs any more. */
export function staleExceptions(tree: Tree): string[] {
  return Object.entries(allowed).flatMap(([path, { module }]) => {
    const used = importsOf(tree.get(path) ?? '').some(({ from }) => from === module);
    return used ? [] : [`${path} does not import ${module}: take the exception away`];
  });
}

function runsInWorkers(path: string): boolean {
  if (onNode.has(memberOf(path)) || isTestCode(path)) return false;
  return !Object.values(nodeEntries).some((files) => files.test(path));
}

function needsNode(path: string, from: string): boolean {
  if (isBuiltin(from) || nodePackages.has(packageOf(from) ?? '') || from in nodeEntries) return true;
  const file = pathOf(path, from);
  return file !== undefined && Object.values(nodeEntries).some((files) => files.test(file));
}
