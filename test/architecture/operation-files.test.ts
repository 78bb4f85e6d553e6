import { describe, expect, test } from 'vitest';
import { operationFileFindings } from './operation-files.ts';
import { projectTree, treeOf } from './tree.ts';

const folder = 'workers/tickets/src';
const app = `
import { openTicket } from './commands/open-ticket.ts';
export const domain = { operations: [openTicket] };`;
const operation = "export const openTicket = command({ id: 'openTicket' });";
const example = 'export const example: Example = { request: () => ({}) };';

const findingsFor = (file: string, source: string, mounting = app) =>
  operationFileFindings(treeOf({ [`${folder}/${file}`]: source, [`${folder}/app.ts`]: mounting }));

describe('files in commands and queries', () => {
  test('are one operation each, with its example, mounted, in the whole project', () => {
    expect(operationFileFindings(projectTree())).toEqual([]);
  });

  test('may keep helpers and types to themselves', () => {
    const source = `${operation}\nfunction numberOf() {}\nexport interface Opened {}\n${example}`;
    expect(findingsFor('commands/open-ticket.ts', source)).toEqual([]);
  });

  test.each([
    ['no example', 'commands/open-ticket.ts', operation, 'exports no example'],
    ['no operation', 'commands/open-ticket.ts', example, 'exports 0 operations instead of one'],
    [
      'two operations',
      'commands/open-ticket.ts',
      `${operation}\n${example}\nexport const b = command({});`,
      'exports 2 operations',
    ],
    [
      'a query among commands',
      'commands/open-ticket.ts',
      `export const openTicket = query({});${example}`,
      'exports 0 operations',
    ],
    [
      'a helper',
      'commands/open-ticket.ts',
      `${operation}\n${example}\nexport function numberOf() {}`,
      'exports numberOf',
    ],
    [
      'another name',
      'commands/open-ticket.ts',
      `export const create = command({});${example}`,
      'exports create instead of openTicket',
    ],
    ['a noun alone', 'commands/tickets.ts', `${operation}${example}`, 'is not named by a verb and a noun'],
    ['another case', 'commands/openTicket.ts', `${operation}${example}`, 'is not named by a verb and a noun'],
    [
      'a verb of writing',
      'queries/open-ticket.ts',
      `export const openTicket = query({});${example}`,
      'a verb of reading',
    ],
    [
      'a verb of reading',
      'commands/get-ticket.ts',
      `export const getTicket = command({});${example}`,
      'like a query',
    ],
  ])('with %s are seen', (_, file, source, finding) => {
    expect(findingsFor(file, source)).toContainEqual(expect.stringContaining(finding));
  });

  test.each([
    ['not imported', 'export const domain = { operations: [] };'],
    ['imported, but not listed', "import { openTicket } from './commands/open-ticket.ts';"],
    ['taken from elsewhere', "import { openTicket } from './other.ts';\nexport const o = [openTicket];"],
  ])('that are %s in app.ts are seen', (_, mounting) => {
    expect(findingsFor('commands/open-ticket.ts', `${operation}${example}`, mounting)).toEqual([
      `${folder}/commands/open-ticket.ts is not mounted in app.ts`,
    ]);
  });

  test('are not their tests', () => {
    expect(findingsFor('commands/open-ticket.test.ts', 'test();')).toEqual([]);
  });
});
