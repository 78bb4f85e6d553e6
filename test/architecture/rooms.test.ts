import { describe, expect, test } from 'vitest';
import { domainWorkersOf } from './members.ts';
import { roomFindings } from './rooms.ts';
import { projectTree, treeOf } from './tree.ts';

const complete = {
  'workers/tickets/README.md': '# Tickets',
  'workers/tickets/package.json': '{}',
  'workers/tickets/wrangler.toml': '',
  'workers/tickets/src/app.ts': '',
  'workers/tickets/src/env.ts': '',
  'workers/tickets/src/permissions.ts': '',
  'workers/tickets/src/problems.ts': '',
  'workers/tickets/src/views.ts': '',
  'workers/tickets/src/worker.ts': 'export default {};\n',
};

describe('the rooms of the domain Workers', () => {
  test('are the same everywhere in the project', () => {
    expect(domainWorkersOf(projectTree())).toEqual([
      'workers/accounts',
      'workers/contracts',
      'workers/notifications',
      'workers/opportunities',
      'workers/tickets',
    ]);
    expect(roomFindings(projectTree())).toEqual([]);
  });

  test('may hold operations, rules, records and their tests', () => {
    const tree = treeOf({
      ...complete,
      'workers/tickets/src/app.test.ts': '',
      'workers/tickets/src/commands/open-ticket.ts': '',
      'workers/tickets/src/commands/open-ticket.test.ts': '',
      'workers/tickets/src/domain/testing/cases.ts': '',
      'workers/tickets/src/records/tickets.ts': '',
      'workers/tickets/src/testing/given-ticket.ts': '',
    });
    expect(roomFindings(tree)).toEqual([]);
  });

  test.each(Object.keys(complete))('miss %s when it is gone', (path) => {
    const { [path as keyof typeof complete]: _, ...rest } = complete;
    expect(roomFindings(treeOf(rest))).toEqual([
      `workers/tickets has no ${path.slice('workers/tickets/'.length)}`,
    ]);
  });

  test('take in no strangers', () => {
    const tree = treeOf({
      ...complete,
      'workers/tickets/notes.md': '',
      'workers/tickets/src/helpers.ts': '',
      'workers/tickets/src/services/mail.ts': '',
      'workers/tickets/src/commands/admin/open.ts': '',
    });
    expect(roomFindings(tree)).toEqual([
      'workers/tickets/notes.md is in no known room',
      'workers/tickets/src/commands/admin/open.ts is in no known room',
      'workers/tickets/src/helpers.ts is in no known room',
      'workers/tickets/src/services/mail.ts is in no known room',
    ]);
  });

  test('leave wiring to worker.ts and nothing else', () => {
    const tree = treeOf({ ...complete, 'workers/tickets/src/worker.ts': 'x;\n'.repeat(50) });
    expect(roomFindings(tree)).toEqual([expect.stringContaining('worker.ts has 50 lines')]);
  });
});
