import { expect, test } from 'vitest';
import { eventTypes } from './catalogue.ts';
import { isEventPattern, matchesPatterns, typesOfPatterns } from './patterns.ts';

test.each(['*', 'account.created', 'account.*', 'team_member.*', 'opportunity.*'])(
  '%s names events',
  (pattern) => expect(isEventPattern(pattern)).toBe(true),
);

test.each([
  '',
  'account',
  'account.',
  'account.forgotten',
  '*.created',
  'account.*.*',
  'nobody.*',
  'ACCOUNT.*',
])('%s names no events', (pattern) => expect(isEventPattern(pattern)).toBe(false));

test('a pattern names the events of its subject and of no other that begins alike', () => {
  expect(matchesPatterns(['account.*'], 'account.changed')).toBe(true);
  expect(matchesPatterns(['account.*'], 'account_plan.changed')).toBe(false);
  expect(matchesPatterns(['user.created', 'account.*'], 'user.changed')).toBe(false);
  expect(matchesPatterns([], 'user.changed')).toBe(false);
  expect(typesOfPatterns(['partner.*', 'user.created'])).toEqual(
    eventTypes.filter((type) => type.startsWith('partner.') || type === 'user.created'),
  );
  expect(typesOfPatterns(['*'])).toEqual(eventTypes);
});
