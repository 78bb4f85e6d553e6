import { sourceFile } from './members.ts';
import { filesOf, type Tree } from './tree.ts';

const exported = /^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm;
const word = /[A-Za-z_$][\w$]*/g;

/** Names that are exported and stand nowhere else, not even in a test or in their own file: nobody needs them. */
export function deadExportFindings(tree: Tree): string[] {
  const files = filesOf(tree, sourceFile);
  const uses = new Map<string, number>();
  for (const [, text] of files) {
    for (const [name] of text.matchAll(word)) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return files.flatMap(([path, text]) =>
    [...text.matchAll(exported)].flatMap(([, name = '']) =>
      (uses.get(name) ?? 0) > 1 ? [] : [`${path} exports ${name}, which nobody uses`],
    ),
  );
}
