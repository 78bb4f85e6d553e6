import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of the project: text by path from the root, with `/`. Nothing that is ignored, fetched or built. */
export type Tree = ReadonlyMap<string, string>;

export const projectRoot = join(import.meta.dirname, '../..');

let project: Tree | undefined;

/** The project itself, read once in a test process. */
export function projectTree(): Tree {
  project ??= readTree(projectRoot);
  return project;
}

/** A small tree, for showing that a guard bites. */
export function treeOf(files: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(files));
}

/** Reads a folder without what its `.gitignore` names. Throws when that has a pattern of a form unknown here. */
export function readTree(root: string): Tree {
  const ignored = ignoredNames(readFileSync(join(root, '.gitignore'), 'utf8'));
  const files = new Map<string, string>();
  const walk = (folder: string): void => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name === '.git' || ignored(entry.name, entry.isDirectory())) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) files.set(path, readFileSync(join(root, path), 'utf8'));
    }
  };
  walk('');
  return files;
}

/** Knows names with or without `*`, at any depth; with a slash at their end, of folders only. */
function ignoredNames(gitignore: string): (name: string, isFolder: boolean) => boolean {
  const patterns = gitignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const strange = patterns.find((pattern) => !/^[\w.*-]+\/?$/.test(pattern) || pattern.includes('**'));
  if (strange !== undefined) throw new Error(`.gitignore: the guards cannot read the pattern ${strange}`);
  const rules = patterns.map((pattern) => ({
    foldersOnly: pattern.endsWith('/'),
    name: new RegExp(`^${pattern.replace('/', '').replaceAll('.', '\\.').replaceAll('*', '.*')}$`),
  }));
  return (name, isFolder) => rules.some((rule) => rule.name.test(name) && (isFolder || !rule.foldersOnly));
}

/** The files whose path fits, in the order of their paths. */
export function filesOf(tree: Tree, fitting: RegExp): (readonly [path: string, text: string])[] {
  return [...tree].filter(([path]) => fitting.test(path)).sort(([a], [b]) => (a < b ? -1 : 1));
}
