import { expect, test } from 'vitest';
import { partnerStates, stateAfter } from './partner-input.ts';

test.each([
  ['activate', { candidate: 'active', suspended: 'active' }],
  ['suspend', { active: 'suspended' }],
  ['end', { candidate: 'ended', active: 'ended', suspended: 'ended' }],
] as const)('%s leads on from exactly the states that allow it', (move, expected) => {
  const after = partnerStates.map((state) => [state, stateAfter(move, state)]);
  expect(Object.fromEntries(after.filter(([, next]) => next !== undefined))).toEqual(expected);
});
