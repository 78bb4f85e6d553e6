import { describe, expect, test } from 'vitest';
import { purityFindings } from './purity.ts';
import { projectTree, treeOf } from './tree.ts';

const rule = 'workers/accounts/src/domain/a.ts';
const findingsFor = (path: string, source: string) => purityFindings(treeOf({ [path]: source }));

describe('rules', () => {
  test('are pure in the whole project', () => {
    expect(purityFindings(projectTree())).toEqual([]);
  });

  test.each([
    "import { Hono } from 'hono';",
    "import { sql } from 'drizzle-orm';",
    "import { accounts } from '@keyline/schema';",
    "import { created } from '@keyline/store';",
    "import { command } from '@keyline/http';",
    "import { readFile } from 'node:fs';",
    "import { accountSubject } from '../records/accounts.ts';",
  ])('do not know of: %s', (line) => {
    expect(findingsFor(rule, line)).toHaveLength(1);
    expect(findingsFor('workers/accounts/src/commands/a.ts', line)).toEqual([]);
  });

  test.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'performance.now()',
    'crypto.randomUUID()',
  ])('do not call %s, nor do the pure packages', (call) => {
    const source = `export const x =\n  ${call};`;
    expect(findingsFor(rule, source)).toEqual([expect.stringContaining(`${rule}:2 calls`)]);
    expect(findingsFor('packages/kernel/src/a.ts', source)).toHaveLength(1);
    expect(findingsFor('packages/calendar/src/a.ts', source)).toHaveLength(1);
  });

  test('see time through a template, too', () => {
    expect(findingsFor(rule, `export const x = \`at \${Date.now()}\`;`)).toHaveLength(1);
  });

  test('may speak of dates that they are given, of other rules and of the shapes of rows', () => {
    const source = `
      import type { DataScope } from '@keyline/schema';
      import { newId } from '@keyline/kernel';
      import { nameKey } from './name-key.ts';
      // Date.now() is not for rules
      export const day = (at: number) => new Date(at).toISOString();`;
    expect(findingsFor(rule, source)).toEqual([]);
  });

  test('leave the real time to the clock of the kernel', () => {
    expect(findingsFor('packages/kernel/src/clock.ts', 'export const now = () => Date.now();')).toEqual([]);
  });
});
