import { describe, expect, test } from 'vitest';
import { nodeOnlyFindings, staleExceptions } from './node-only.ts';
import { projectTree, treeOf } from './tree.ts';

const findingsFor = (path: string, line: string) => nodeOnlyFindings(treeOf({ [path]: line }));

describe('what only Node has', () => {
  test('stays out of the code that Workers run', () => {
    expect(nodeOnlyFindings(projectTree())).toEqual([]);
  });

  test('is excepted nowhere without need', () => {
    expect(staleExceptions(projectTree())).toEqual([]);
    expect(staleExceptions(treeOf({}))).toContainEqual(
      expect.stringContaining('packages/auth/src/passwords.ts'),
    );
  });

  test.each([
    "import { readFile } from 'node:fs/promises';",
    "import { join } from 'path';",
    "import Database from 'libsql';",
    "import { Miniflare } from 'miniflare';",
    "const { build } = await import('esbuild');",
    "export * from 'wrangler';",
    "import { Ajv2020 } from 'ajv/dist/2020.js';",
    "import { buildDocs } from '@keyline/http/docs';",
  ])('is seen in %s', (line) => {
    expect(findingsFor('workers/accounts/src/commands/a.ts', line)).toHaveLength(1);
    expect(findingsFor('packages/http/src/a.ts', line)).toHaveLength(1);
  });

  test('is not reached from inside the package either', () => {
    expect(findingsFor('packages/http/src/index.ts', "export * from './docs/index.ts';")).toHaveLength(1);
    expect(findingsFor('packages/http/src/openapi/index.ts', "export * from './validate.ts';")).toHaveLength(
      1,
    );
  });

  test('is free in tools, tests and Node-only entry points', () => {
    const line = "import { readFile } from 'node:fs/promises';";
    expect(findingsFor('packages/stack/src/a.ts', line)).toEqual([]);
    expect(findingsFor('packages/store/src/a.test.ts', line)).toEqual([]);
    expect(findingsFor('packages/http/src/docs/build.ts', line)).toEqual([]);
    expect(findingsFor('workers/accounts/src/a.ts', "import type { Stats } from 'node:fs';")).toEqual([]);
  });

  test('is allowed by name of the module, not wholesale', () => {
    const path = 'packages/auth/src/passwords.ts';
    expect(findingsFor(path, "import { scrypt } from 'node:crypto';")).toEqual([]);
    expect(findingsFor(path, "import { readFile } from 'node:fs';")).toHaveLength(1);
  });
});
