import { describe, expect, test } from 'vitest';
import { phantomFindings, versionFindings } from './dependencies.ts';
import { projectTree, treeOf } from './tree.ts';

const workspace = (catalog: string) =>
  `packages:\n  - packages/*\n\ncatalog:\n${catalog}\nautoInstallPeers: false\n`;
const root = (more: object = {}) =>
  JSON.stringify({ packageManager: 'pnpm@12.0.0', devDependencies: { vitest: 'catalog:' }, ...more });

describe('dependencies', () => {
  test('are declared where they are imported, in the whole project', () => {
    expect(phantomFindings(projectTree())).toEqual([]);
  });

  test('have one exact version each, in the catalog, in the whole project', () => {
    expect(versionFindings(projectTree())).toEqual([]);
  });

  test('that nobody declared are seen', () => {
    const tree = treeOf({
      'package.json': root(),
      'packages/a/package.json': JSON.stringify({
        name: '@keyline/a',
        dependencies: { valibot: 'catalog:' },
      }),
      'packages/a/src/a.ts': "import * as v from 'valibot';\nimport { Hono } from 'hono';\nimport 'node:fs';",
    });
    expect(phantomFindings(tree)).toEqual([
      'packages/a/src/a.ts:2 imports hono, which packages/a/package.json does not declare',
    ]);
  });

  test('for development are for tests', () => {
    const source = "import fc from 'fast-check';\nimport { test } from 'vitest';";
    const tree = treeOf({
      'package.json': root(),
      'packages/a/package.json': JSON.stringify({ devDependencies: { 'fast-check': 'catalog:' } }),
      'packages/a/src/a.test.ts': source,
      'packages/a/src/a.ts': source,
    });
    expect(phantomFindings(tree)).toEqual([
      'packages/a/src/a.ts:1 imports fast-check, which packages/a/package.json does not declare',
      'packages/a/src/a.ts:2 imports vitest, which packages/a/package.json does not declare',
    ]);
  });

  test('with a version of their own, a range, an entry nobody uses or no entry are seen', () => {
    const tree = treeOf({
      'pnpm-workspace.yaml': workspace("  '@a/b': 1.2.3\n  c: ^2.0.0\n  d: 3.0.0-beta.1\n  vitest: 4.1.12\n"),
      'package.json': root(),
      'packages/a/package.json': JSON.stringify({
        dependencies: { '@a/b': 'catalog:', c: 'catalog:', e: 'catalog:', f: '^1.0.0' },
      }),
    });
    expect(versionFindings(tree)).toEqual([
      'packages/a/package.json: the catalog has no e',
      'packages/a/package.json: f ^1.0.0 is not "catalog:"',
      'pnpm-workspace.yaml: c ^2.0.0 is not one exact version',
      'pnpm-workspace.yaml: nothing uses d',
    ]);
  });

  test('on other members are the ones of this workspace', () => {
    const tree = treeOf({
      'pnpm-workspace.yaml': workspace('  vitest: 4.1.12\n'),
      'package.json': root({ packageManager: 'pnpm@12' }),
      'packages/a/package.json': JSON.stringify({
        dependencies: { '@keyline/b': '1.0.0', '@keyline/c': 'workspace:*' },
      }),
    });
    expect(versionFindings(tree)).toEqual([
      'packages/a/package.json: @keyline/b 1.0.0 is not "workspace:*"',
      'packages/a/package.json: there is no @keyline/c',
      'package.json: packageManager is not one exact version',
    ]);
  });
});
