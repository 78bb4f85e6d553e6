import { describe, expect, test } from 'vitest';
import { codeOf, reads, tokensOf } from './tokens.ts';
import { filesOf, projectTree } from './tree.ts';

const kinds = (source: string) => tokensOf(source).map(({ kind, text }) => `${kind} ${text}`);

describe('the tokens of a source file', () => {
  test('are names, numbers, strings and signs, each with its line', () => {
    expect(tokensOf("const a =\n  'b';")).toEqual([
      { kind: 'name', text: 'const', line: 1 },
      { kind: 'name', text: 'a', line: 1 },
      { kind: 'sign', text: '=', line: 1 },
      { kind: 'string', text: 'b', line: 2 },
      { kind: 'sign', text: ';', line: 2 },
    ]);
  });

  test('take a comment for a comment and not what it says', () => {
    expect(kinds("a // enum B\n/* import 'c' */ d")).toEqual([
      'name a',
      'comment // enum B',
      "comment /* import 'c' */",
      'name d',
    ]);
    expect(codeOf('a // b').map(({ text }) => text)).toEqual(['a']);
  });

  test('tell a regular expression from a division', () => {
    expect(kinds('x = a / b / c')).not.toContain('pattern / b /');
    expect(kinds('x = /[/"]+/g')).toContain('pattern /[/"]+/g');
    expect(kinds("f(/'/)")).toContain("pattern /'/");
    expect(kinds('return /a/.test(b)')).toContain('pattern /a/');
  });

  test('give a template whole, then what stands inside its expressions', () => {
    expect(kinds(`\`a \${b({ c: \`d\` })} e\` + f`)).toEqual([
      `template a \${b({ c: \`d\` })} e`,
      'name b',
      'sign (',
      'sign {',
      'name c',
      'sign :',
      'template d',
      'sign }',
      'sign )',
      'sign +',
      'name f',
    ]);
  });

  test('keep counting lines behind a template of several', () => {
    expect(tokensOf(`\`a\n\${b}\n\`\nc`).at(-1)).toEqual({ kind: 'name', text: 'c', line: 4 });
  });

  test('are read one after the other, strings apart', () => {
    const code = codeOf("Date.now(); 'Date.now'");
    expect(reads(code, 0, 'Date', '.', 'now')).toBe(true);
    expect(reads(code, 1, 'Date')).toBe(false);
    expect(code.some((_, at) => at > 4 && reads(code, at, 'Date.now'))).toBe(false);
  });

  test('are found in every file of the project without losing the thread', () => {
    const depthOf = (source: string) =>
      codeOf(source).reduce((depth, { kind, text }) => {
        if (kind !== 'sign') return depth;
        return depth + (/^[({[]$/.test(text) ? 1 : /^[)}\]]$/.test(text) ? -1 : 0);
      }, 0);
    const lost = filesOf(projectTree(), /\.(ts|mjs)$/).filter(([, source]) => depthOf(source) !== 0);
    expect(lost.map(([path]) => path)).toEqual([]);
  });
});
