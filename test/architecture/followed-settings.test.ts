import { settingsDefaults } from '@keyline/kernel';
import { describe, expect, test } from 'vitest';
import { unfollowedFindings } from './followed-settings.ts';
import { projectTree, treeOf } from './tree.ts';

/** Of what is not built yet: sealed bids, key accounts by their revenue, messages to many. */
const waiting = [
  'keyAccountThreshold',
  'auction.weights.revenue',
  'auction.weights.speed',
  'broadcasts.approvalAbove',
];

/** Every setting by its path; an amount of money is one. */
function pathsOf(settings: object, above = ''): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const isGroup = typeof value === 'object' && value !== null && !('currency' in value);
    return isGroup ? pathsOf(value as object, `${above}${name}.`) : [`${above}${name}`];
  });
}

describe('what a tenant can set', () => {
  test('is followed by something, in the whole project', () => {
    const paths = ['calendarId', ...pathsOf(settingsDefaults)];
    expect(paths.length).toBeGreaterThan(15);
    expect(paths).toEqual(expect.arrayContaining(waiting));
    expect(unfollowedFindings(projectTree(), paths, waiting)).toEqual([]);
  });

  const paths = ['leads.days', 'leads.hours', 'tickets.days', 'sealed'];
  const settings = 'export interface Settings { readonly leads: { readonly days: number } }\nleads.hours;';
  const tree = treeOf({
    'packages/kernel/src/settings.ts': settings,
    'workers/leads/src/a.ts': 'const { days } = settings.leads;',
    'workers/leads/src/b.ts': "const hours = settingInSql('$.leads.hours', 1);",
    'workers/tickets/src/a.ts': 'interface Given { readonly days: number }\nconst { tickets } = settings;',
    'workers/tickets/src/a.test.ts': 'const { days } = settings.tickets;',
  });

  test('is found where nothing but its own code and tests know it', () => {
    expect(unfollowedFindings(tree, paths, ['sealed'])).toEqual(['nothing follows the setting tickets.days']);
  });

  test('waits for what is not built no longer than that', () => {
    expect(unfollowedFindings(tree, ['leads.days'], ['leads.days'])).toEqual([
      'leads.days is followed: it waits no more',
    ]);
  });
});
