import { describe, expect, test } from 'vitest';
import { blocksOf, patched } from './markdown.ts';

describe('the blocks of a page', () => {
  test('are told with their language and what they are about', () => {
    const page = 'In `a/b.ts` and `c/d.ts`:\n\n```ts\nlet x;\n```\n\nThen `npm start`:\n\n```sh\nls\n```\n';
    expect(blocksOf(page)).toEqual([
      { language: 'ts', text: 'let x;\n', about: 'c/d.ts' },
      { language: 'sh', text: 'ls\n', about: undefined },
    ]);
  });
});

describe('a patch', () => {
  test('adds its lines where it shows', () => {
    expect(patched('a\nb\nc\nd\n', ' a\n+x\n@@\n c\n+y\n+z\n')).toBe('a\nx\nb\nc\ny\nz\nd\n');
  });

  test('adds between two lines that it shows', () => {
    expect(patched('a\nb\n', ' a\n+$&\n b\n')).toBe('a\n$&\nb\n');
  });

  test('that shows what is not there, or there twice, is refused', () => {
    expect(() => patched('a\n', ' b\n+x\n')).toThrow('found 0 times');
    expect(() => patched('a\na\n', ' a\n+x\n')).toThrow('found 2 times');
  });
});
