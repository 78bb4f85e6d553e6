import { describe, expect, test } from 'vitest';
import { arrowFindings } from './arrows.ts';
import { projectTree, treeOf } from './tree.ts';

const findingsFor = (path: string, from: string) =>
  arrowFindings(treeOf({ [path]: `import { x } from '${from}';` }));

describe('import arrows', () => {
  test('point one way in the whole project', () => {
    expect(arrowFindings(projectTree())).toEqual([]);
  });

  test.each([
    ['packages/kernel/src/a.ts', '@keyline/schema'],
    ['packages/calendar/src/a.ts', '@keyline/process'],
    ['packages/schema/src/a.ts', '@keyline/store'],
    ['packages/store/src/a.ts', '@keyline/auth'],
    ['packages/events/src/a.ts', '@keyline/http'],
    ['packages/libsql-server/src/a.ts', '@keyline/kernel'],
    ['workers/accounts/src/a.ts', '@keyline/libsql-server'],
    ['workers/accounts/src/a.ts', '@keyline/stack'],
  ])('from %s do not lead to %s', (path, from) => {
    expect(findingsFor(path, from)).toEqual([expect.stringContaining(`${path}:1 imports ${from}`)]);
  });

  test.each([
    ['packages/auth/src/a.ts', '@keyline/store'],
    ['packages/http/src/a.ts', '@keyline/auth'],
    ['workers/tickets/src/a.ts', '@keyline/http'],
    ['packages/stack/src/a.ts', '@keyline/worker-accounts'],
    ['packages/store/src/a.test.ts', '@keyline/testkit'],
    ['test/tenancy/a.test.ts', '@keyline/worker-accounts'],
  ])('from %s lead to %s', (path, from) => {
    expect(findingsFor(path, from)).toEqual([]);
  });

  test('never lead from a Worker to a Worker, types included', () => {
    const tree = treeOf({
      'workers/tickets/src/a.ts': "import type { Account } from '@keyline/worker-accounts/views';",
      'workers/contracts/src/a.ts': "import { x } from '../../accounts/src/views.ts';",
    });
    expect(arrowFindings(tree)).toEqual([
      expect.stringContaining('a path that leaves its package'),
      expect.stringContaining('nothing may import a Worker'),
    ]);
  });

  test('bring testkit into nothing but tests', () => {
    expect(findingsFor('packages/http/src/a.ts', '@keyline/testkit')).toHaveLength(1);
    expect(findingsFor('workers/accounts/src/domain/testing/a.ts', '@keyline/testkit')).toEqual([]);
  });

  test('bring what tests share into nothing but tests', () => {
    expect(findingsFor('workers/accounts/src/app.ts', './testing/given.ts')).toHaveLength(1);
    expect(findingsFor('workers/accounts/src/app.test.ts', './testing/given.ts')).toEqual([]);
  });

  test('do not go through the package itself', () => {
    expect(findingsFor('packages/kernel/src/a.ts', '@keyline/kernel')).toHaveLength(1);
  });
});
