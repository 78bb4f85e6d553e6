import { describe, expect, test } from 'vitest';
import { longFiles, sizeFindings } from './sizes.ts';
import { projectTree, treeOf } from './tree.ts';

const linesOf = (count: number) => 'x;\n'.repeat(count);

describe('source files', () => {
  test('have at most 300 lines in the whole project', () => {
    console.info(`Files of more than 150 lines:\n${longFiles(projectTree()).join('\n')}`);
    expect(sizeFindings(projectTree())).toEqual([]);
  });

  test('of more are seen', () => {
    const tree = treeOf({
      'packages/a/src/a.ts': linesOf(301),
      'packages/a/src/b.ts': linesOf(300),
      'packages/a/notes.md': linesOf(1000),
    });
    expect(sizeFindings(tree)).toEqual(['packages/a/src/a.ts has 301 lines; at most 300 are allowed']);
  });

  test('of more than 150 lines are listed, the longest first', () => {
    const tree = treeOf({ 'test/a.ts': linesOf(150), 'test/b.ts': linesOf(151), 'test/c.ts': linesOf(200) });
    expect(longFiles(tree)).toEqual(['200 test/c.ts', '151 test/b.ts']);
  });
});
