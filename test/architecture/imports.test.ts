import { describe, expect, test } from 'vitest';
import { importsOf, packageOf, pathOf } from './imports.ts';

const seen = (source: string) =>
  importsOf(source).map(({ from, typeOnly }) => `${from}${typeOnly ? ' (type)' : ''}`);

describe('the imports of a file', () => {
  test('are found in every form', () => {
    const source = `
      import 'a';
      import b from 'b';
      import * as c from 'c';
      import { d, type D } from 'd';
      export * from 'e';
      export { f } from 'f';
      const g = await import('g');
      import.meta.resolve('h');`;
    expect(seen(source)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });

  test('are type-only when nothing is left of them at run time', () => {
    const source = `
      import type { A } from 'a';
      import { type B, type C } from 'b';
      export type { D } from 'd';
      import { type E, f } from 'e';
      import type * as g from 'g';`;
    expect(seen(source)).toEqual(['a (type)', 'b (type)', 'd (type)', 'e', 'g (type)']);
  });

  test('tell what each name is called here', () => {
    expect(importsOf("import { a as b, type C, d } from 'x';")[0]?.names).toMatchObject([
      { exported: 'a', local: 'b' },
      { exported: 'C', local: 'C' },
      { exported: 'd', local: 'd' },
    ]);
  });

  test('are not what a comment, a text or a declaration says', () => {
    const source = `
      // import 'a';
      const text = "import 'b'";
      export const from = 'c';
      export function f(x: { from: 'd' }) {}`;
    expect(seen(source)).toEqual([]);
  });

  test('lead to a package or to a file', () => {
    expect(packageOf('@keyline/http/openapi')).toBe('@keyline/http');
    expect(packageOf('ajv/dist/2020.js')).toBe('ajv');
    expect(packageOf('./x.ts')).toBeUndefined();
    expect(pathOf('packages/a/src/b/c.ts', '../d.ts')).toBe('packages/a/src/d.ts');
    expect(pathOf('packages/a/src/c.ts', 'd')).toBeUndefined();
  });
});
