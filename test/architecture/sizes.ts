import { sourceFile } from './members.ts';
import { filesOf, type Tree } from './tree.ts';

const mostLines = 300;
const manyLines = 150;

/** Source files, tests too, that are too long to be read in one go. */
export function sizeFindings(tree: Tree): string[] {
  return sized(tree)
    .filter(({ lines }) => lines > mostLines)
    .map(({ path, lines }) => `${path} has ${lines} lines; at most ${mostLines} are allowed`);
}

/** Files that are allowed and still worth a look, the longest first. */
export function longFiles(tree: Tree): string[] {
  return sized(tree)
    .filter(({ lines }) => lines > manyLines)
    .sort((a, b) => b.lines - a.lines)
    .map(({ path, lines }) => `${lines} ${path}`);
}

function sized(tree: Tree): { readonly path: string; readonly lines: number }[] {
  return filesOf(tree, sourceFile).map(([path, text]) => ({
    path,
    lines: text.trimEnd().split('\n').length,
  }));
}
