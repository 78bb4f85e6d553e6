import { expect, test } from 'vitest';
import { refreshVerdict, siblingMs } from './refresh.ts';

const now = 1_750_000_000_000;
const fresh = { expiresAt: now + 1000, usedAt: null, sessionEndedAt: null, userActive: true };

test('the first use of a refresh token rotates it', () => {
  expect(refreshVerdict(fresh, now)).toBe('rotate');
});

test('a second tab gets a sibling within ten seconds, and not a moment later', () => {
  expect(refreshVerdict({ ...fresh, usedAt: now - siblingMs }, now)).toBe('sibling');
  expect(refreshVerdict({ ...fresh, usedAt: now - siblingMs - 1 }, now)).toBe('stolen');
});

test('an expired, unknown or ended one is refused, and so is that of a blocked user', () => {
  expect(refreshVerdict(undefined, now)).toBe('refused');
  expect(refreshVerdict({ ...fresh, expiresAt: now }, now)).toBe('refused');
  expect(refreshVerdict({ ...fresh, sessionEndedAt: now - 1 }, now)).toBe('refused');
  expect(refreshVerdict({ ...fresh, userActive: false }, now)).toBe('refused');
});

test('a used token of an ended session does not end it twice', () => {
  expect(refreshVerdict({ ...fresh, usedAt: now - 60_000, sessionEndedAt: now - 1 }, now)).toBe('refused');
});
