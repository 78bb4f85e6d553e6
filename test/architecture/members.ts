import type { Tree } from './tree.ts';

/** Where a file belongs: `packages/<name>`, `workers/<name>`, `test`, `bench`, `scripts`, or the root (empty). */
export function memberOf(path: string): string {
  return /^(?:(?:packages|workers)\/[^/]+|test|bench|scripts)(?=\/)/.exec(path)?.[0] ?? '';
}

/** Every package and Worker of the tree, by its folder. */
export function membersOf(tree: Tree): readonly string[] {
  return [...new Set([...tree.keys()].map(memberOf))].filter((member) => member !== '').sort();
}

/** The domain Workers of the tree: all but the edge. */
export function domainWorkersOf(tree: Tree): readonly string[] {
  return membersOf(tree).filter((member) => member.startsWith('workers/') && member !== 'workers/edge');
}

/** Code that only tests run: it may build on what nothing else may, and arrange what only an owner may write. */
export function isTestCode(path: string): boolean {
  return /(\.test|\/test-support)\.ts$|\/testing\/|^packages\/testkit\/|^test\/|^bench\//.test(path);
}

export const sourceFile = /^(packages|workers|test|bench|scripts)\/.*\.(ts|mjs)$/;

/** What `@keyline/x` names: a folder of the workspace. */
export function memberNamed(packageName: string): string | undefined {
  const name = /^@keyline\/(.+)$/.exec(packageName)?.[1];
  if (name === undefined) return undefined;
  if (name === 'test' || name === 'bench') return name;
  return name.startsWith('worker-') ? `workers/${name.slice('worker-'.length)}` : `packages/${name}`;
}

/** A package.json, as far as the guards read it. */
export interface Manifest {
  readonly name?: string;
  readonly packageManager?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export function manifestOf(tree: Tree, member: string): Manifest | undefined {
  const text = tree.get(member === '' ? 'package.json' : `${member}/package.json`);
  return text === undefined ? undefined : (JSON.parse(text) as Manifest);
}
