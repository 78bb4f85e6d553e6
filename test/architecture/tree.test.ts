import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectTree, readTree } from './tree.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyline-tree-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('the tree of a folder', () => {
  test('leaves out what git ignores, at every depth, and git itself', () => {
    write('.gitignore', '# made\nnode_modules/\n.data-*/\n*.log\n');
    write('.data-old/x.db', 'x');
    write('a/.data-notes', 'kept');
    write('.git/config', 'x');
    write('a/node_modules/b/index.js', 'x');
    write('a/run.log', 'x');
    write('a/b.ts', 'export {};');
    expect([...readTree(folder).keys()]).toEqual(['.gitignore', 'a/.data-notes', 'a/b.ts']);
  });

  test('is not read by a rule of another form, which might hide files from the guards', () => {
    write('.gitignore', '/a/**/*.ts\n');
    expect(() => readTree(folder)).toThrow('/a/**/*.ts');
  });

  test('of the project holds its own sources and nothing that was installed', () => {
    const paths = [...projectTree().keys()];
    expect(paths).toContain('workers/accounts/src/app.ts');
    expect(paths).toContain('test/architecture/tree.test.ts');
    expect(paths.filter((path) => path.includes('node_modules'))).toEqual([]);
  });
});
