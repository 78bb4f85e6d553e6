import type { Permissions } from '@keyline/auth';
import type { Operation } from '@keyline/http';
import { permissions as accounts } from '@keyline/worker-accounts/permissions';
import { permissions as contracts } from '@keyline/worker-contracts/permissions';
import { permissions as notifications } from '@keyline/worker-notifications/permissions';
import { permissions as opportunities } from '@keyline/worker-opportunities/permissions';
import { permissions as tickets } from '@keyline/worker-tickets/permissions';
import { describe, expect, test } from 'vitest';
import { domains } from '../support/domains.ts';
import { permissionFindings } from './permissions.ts';
import { projectTree, treeOf } from './tree.ts';

const spelled: Readonly<Record<string, Permissions>> = {
  accounts,
  contracts,
  notifications,
  opportunities,
  tickets,
};

const read = { text: { en: 'See tickets', 'zh-CN': '查看工单' }, roles: [] } as const;

function findingsFor(
  permissions: Permissions,
  asked: Operation['permission'],
  files: Readonly<Record<string, string>> = {},
): string[] {
  const operations = [{ id: 'getTicket', permission: asked } as Operation];
  const domain = { name: 'tickets', jobs: [], reactions: [], operations };
  return permissionFindings(treeOf(files), [{ domain, permissions }]);
}

describe('permissions', () => {
  test('are spelled where they are asked for, and asked for where they are spelled', () => {
    const workers = domains.map((domain) => ({ domain, permissions: spelled[domain.name] ?? {} }));
    expect(workers.map(({ domain }) => domain.name).sort()).toEqual(Object.keys(spelled));
    expect(permissionFindings(projectTree(), workers)).toEqual([]);
  });

  test('that an operation asks for and nobody spells are seen', () => {
    expect(findingsFor({}, 'tickets.read')).toEqual([
      'tickets: getTicket asks for tickets.read, which permissions.ts does not spell',
    ]);
    expect(findingsFor({}, null)).toEqual([]);
    expect(findingsFor({}, 'anonymous')).toEqual([]);
  });

  test('that nothing asks for are seen', () => {
    const both = { 'tickets.read': read, 'tickets.close': read };
    expect(findingsFor(both, 'tickets.read')).toEqual(['tickets: nothing asks for tickets.close']);
  });

  test('may be asked for in SQL only', () => {
    const source = `const s = sql\`\${grants('tickets.read', permission, 'tickets.read_private')}\`;`;
    const both = { 'tickets.read': read, 'tickets.read_private': read };
    expect(findingsFor(both, 'tickets.read', { 'workers/tickets/src/records/a.ts': source })).toEqual([]);
  });

  test.each([
    "within('tickets.raed', 'a', scoped)",
    "visibleTicket('tickets.raed')",
    "x({ permission: 'tickets.raed' })",
    "x({ asks: ['tickets.raed'] })",
  ])('that are misspelled in the code are seen: %s', (line) => {
    const files = { 'workers/tickets/src/records/a.ts': `\n${line};` };
    expect(findingsFor({ 'tickets.read': read }, 'tickets.read', files)).toEqual([
      'workers/tickets/src/records/a.ts:2 asks for tickets.raed, which nobody spells',
    ]);
  });

  test('have dotted keys', () => {
    expect(findingsFor({ readTickets: read }, 'readTickets')).toEqual([
      'tickets: readTickets is not dotted lower case',
    ]);
  });
});
