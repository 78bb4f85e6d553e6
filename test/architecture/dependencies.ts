import { isBuiltin } from 'node:module';
import { importsOf, packageOf } from './imports.ts';
import {
  isTestCode,
  type Manifest,
  manifestOf,
  memberNamed,
  memberOf,
  membersOf,
  sourceFile,
} from './members.ts';
import { filesOf, type Tree } from './tree.ts';

/** Code that ships imports these although they are development dependencies. */
const onlyForTests: Readonly<Record<string, string>> = {
  'packages/http/src/openapi/validate.ts': 'an entry point for tests',
};

/** Imports of packages that the file's own package.json does not declare: they work by luck. */
export function phantomFindings(tree: Tree): string[] {
  const root = manifestOf(tree, '')?.devDependencies ?? {};
  return filesOf(tree, sourceFile).flatMap(([path, source]) => {
    const manifest = manifestOf(tree, memberOf(path)) ?? {};
    const forTests = isTestCode(path) || path in onlyForTests;
    const declared = {
      ...manifest.dependencies,
      ...(forTests && { ...manifest.devDependencies, ...root }),
    };
    return importsOf(source).flatMap(({ from, line }) => {
      const name = packageOf(from);
      if (name === undefined || isBuiltin(from) || from.startsWith('cloudflare:')) return [];
      if (name in declared || name === manifest.name) return [];
      return [`${path}:${line} imports ${name}, which ${memberOf(path)}/package.json does not declare`];
    });
  });
}

/** Versions that are not written in the one place for them, or are ranges there. */
export function versionFindings(tree: Tree): string[] {
  const catalog = catalogOf(tree);
  const manifests = ['', ...membersOf(tree)].map((member) => [member, manifestOf(tree, member)] as const);
  const declared = manifests.flatMap(([member, manifest]) => declaredIn(member, manifest));
  const used = new Set(declared.map(({ name }) => name));
  const ranges = Object.entries(catalog).filter(([, version]) => !exact.test(version));
  const unused = Object.keys(catalog).filter((name) => !used.has(name));
  const packageManager = manifestOf(tree, '')?.packageManager ?? '';
  return [
    ...declared.flatMap((dependency) => wrongVersion(tree, catalog, dependency)),
    ...ranges.map(([name, version]) => `pnpm-workspace.yaml: ${name} ${version} is not one exact version`),
    ...unused.map((name) => `pnpm-workspace.yaml: nothing uses ${name}`),
    ...(/^pnpm@\d+\.\d+\.\d+$/.test(packageManager)
      ? []
      : ['package.json: packageManager is not one exact version']),
  ];
}

const exact = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

interface Dependency {
  readonly file: string;
  readonly name: string;
  readonly version: string;
}

function declaredIn(member: string, manifest: Manifest = {}): Dependency[] {
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest;
  const all = [dependencies, devDependencies, peerDependencies, optionalDependencies];
  const file = member === '' ? 'package.json' : `${member}/package.json`;
  return all.flatMap((list) =>
    Object.entries(list ?? {}).map(([name, version]) => ({ file, name, version })),
  );
}

function wrongVersion(
  tree: Tree,
  catalog: Readonly<Record<string, string>>,
  { file, name, version }: Dependency,
): string[] {
  const member = memberNamed(name);
  if (member !== undefined) {
    if (version !== 'workspace:*') return [`${file}: ${name} ${version} is not "workspace:*"`];
    return tree.has(`${member}/package.json`) ? [] : [`${file}: there is no ${name}`];
  }
  if (version !== 'catalog:') return [`${file}: ${name} ${version} is not "catalog:"`];
  return name in catalog ? [] : [`${file}: the catalog has no ${name}`];
}

/** The names and versions under `catalog:` of pnpm-workspace.yaml. */
function catalogOf(tree: Tree): Readonly<Record<string, string>> {
  const text = tree.get('pnpm-workspace.yaml') ?? '';
  const block = /^catalog:\n((?:(?: {2}.*)?\n)*)/m.exec(`${text}\n`)?.[1] ?? '';
  const entries = [...block.matchAll(/^ {2}(['"]?)([^'":\s]+)\1: *(.+)$/gm)];
  return Object.fromEntries(entries.map(([, , name, version]) => [name, version]));
}
