import { importsOf, pathOf } from './imports.ts';
import { sourceFile } from './members.ts';
import { filesOf, type Tree } from './tree.ts';

/**
 * Files of one package that import each other in a circle: which of them runs first then depends on who asks.
 * Imports of types are left out: nothing of them is left when the files run, and a view and the statement whose
 * row it shows may know each other's shape.
 */
export function cycleFindings(tree: Tree): string[] {
  const graph = new Map(
    filesOf(tree, sourceFile).map(([path, source]) => {
      const imported = importsOf(source).filter(({ typeOnly }) => !typeOnly);
      const files = imported.flatMap(({ from }) => pathOf(path, from) ?? []);
      return [path, files.filter((file) => tree.has(file))];
    }),
  );
  const left = new Set<string>();
  const findings: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const since = trail.indexOf(path);
    if (since >= 0) findings.push([...trail.slice(since), path].join(' -> '));
    if (since >= 0 || left.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    left.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return findings;
}
