import { describe, expect, test } from 'vitest';
import { cycleFindings } from './cycles.ts';
import { projectTree, treeOf } from './tree.ts';

describe('imports between the files of a package', () => {
  test('go in no circle in the whole project', () => {
    expect(cycleFindings(projectTree())).toEqual([]);
  });

  test('are told as the whole circle', () => {
    const tree = treeOf({
      'packages/p/src/a.ts': "import { b } from './b.ts';",
      'packages/p/src/b.ts': "export * from './c/c.ts';",
      'packages/p/src/c/c.ts': "import { a } from '../a.ts';",
      'packages/p/src/d.ts': "import { a } from './a.ts';",
    });
    expect(cycleFindings(tree)).toEqual([
      'packages/p/src/a.ts -> packages/p/src/b.ts -> packages/p/src/c/c.ts -> packages/p/src/a.ts',
    ]);
  });

  test('of itself are a circle, too', () => {
    expect(cycleFindings(treeOf({ 'packages/p/src/a.ts': "import './a.ts';" }))).toHaveLength(1);
  });

  test('of types only close none', () => {
    const tree = treeOf({
      'packages/p/src/a.ts': "import type { B } from './b.ts';",
      'packages/p/src/b.ts': "import { a } from './a.ts';",
    });
    expect(cycleFindings(tree)).toEqual([]);
  });
});
