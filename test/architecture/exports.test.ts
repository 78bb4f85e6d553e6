import { describe, expect, test } from 'vitest';
import { deadExportFindings } from './exports.ts';
import { projectTree, treeOf } from './tree.ts';

describe('what is exported', () => {
  test('is used by somebody, in the whole project', () => {
    expect(deadExportFindings(projectTree())).toEqual([]);
  });

  test('is told where nobody does', () => {
    const tree = treeOf({
      'packages/p/src/a.ts': 'export const used = 1;\nexport function left() {}\n',
      'packages/p/src/b.ts': "import { used } from './a.ts';",
    });
    expect(deadExportFindings(tree)).toEqual(['packages/p/src/a.ts exports left, which nobody uses']);
  });
});
