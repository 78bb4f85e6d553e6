import { describe, expect, test } from 'vitest';
import { defaultExportFindings, enumFindings, laterMarkFindings, skippedTestFindings } from './style.ts';
import { projectTree, treeOf } from './tree.ts';

const file = (path: string, text: string) => treeOf({ [path]: text });
const later = ['TO', 'DO'].join('');

describe('default exports', () => {
  test('are left to entries and configurations in the whole project', () => {
    expect(defaultExportFindings(projectTree())).toEqual([]);
  });

  test('are seen in every form', () => {
    expect(defaultExportFindings(file('packages/a/src/a.ts', 'export default {};'))).toHaveLength(1);
    expect(defaultExportFindings(file('packages/a/src/a.ts', 'export { a as default };'))).toHaveLength(1);
    expect(defaultExportFindings(file('workers/a/src/app.ts', 'export default {};'))).toHaveLength(1);
    expect(defaultExportFindings(file('workers/a/src/worker.ts', 'export default {};'))).toEqual([]);
  });
});

describe('enums', () => {
  test('are nowhere in the project', () => {
    expect(enumFindings(projectTree())).toEqual([]);
  });

  test('are seen, constant ones too; options of that name are none', () => {
    expect(enumFindings(file('packages/a/src/a.ts', 'export const enum Kind { A }'))).toEqual([
      'packages/a/src/a.ts:1 declares the enum Kind',
    ]);
    expect(enumFindings(file('packages/a/src/a.ts', "text('kind', { enum: kinds });"))).toEqual([]);
  });
});

describe('tests that do not run', () => {
  test('have a reason in the whole project', () => {
    expect(skippedTestFindings(projectTree())).toEqual([]);
  });

  test.each(["test.skip('a', f);", "describe.todo('a');", "it.skipIf(x)('a', f);", "test.fails('a', f);"])(
    'are seen when nothing says why: %s',
    (line) => {
      expect(skippedTestFindings(file('packages/a/src/a.test.ts', line))).toHaveLength(1);
      expect(skippedTestFindings(file('packages/a/src/a.test.ts', `// Needs a terminal.\n${line}`))).toEqual(
        [],
      );
    },
  );

  test('because another runs alone have no excuse', () => {
    const source = "// Just now.\ntest.only('a', f);";
    expect(skippedTestFindings(file('packages/a/src/a.test.ts', source))).toEqual([
      'packages/a/src/a.test.ts:2 leaves all other tests out',
    ]);
  });
});

describe('marks for later', () => {
  test('are nowhere in the project', () => {
    expect(laterMarkFindings(projectTree())).toEqual([]);
  });

  test('are seen in comments and in texts, with their line', () => {
    expect(laterMarkFindings(file('packages/a/src/a.ts', `f();\n// ${later}: mend`))).toEqual([
      'packages/a/src/a.ts:2 says to do something later',
    ]);
    expect(laterMarkFindings(file('README.md', `# A\n\n${later}`))).toHaveLength(1);
    expect(laterMarkFindings(file('packages/a/src/a.ts', `const word = '${later}';`))).toEqual([]);
  });
});
