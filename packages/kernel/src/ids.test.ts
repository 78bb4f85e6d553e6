import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type IdKind, idOf, idPrefixes, idSuffix, isId, newId } from './ids.ts';

const kinds = Object.keys(idPrefixes) as IdKind[];

test('every kind has a prefix of its own', () => {
  const prefixes = Object.values(idPrefixes);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  for (const prefix of prefixes) expect(prefix).toMatch(/^[a-z]{3}$/);
});

test.each(kinds)('a new %s id is one of its kind and of no other', (kind) => {
  const id = newId(kind);
  expect(id).toMatch(new RegExp(`^${idPrefixes[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`));
  expect(kinds.filter((other) => isId(other, id))).toEqual([kind]);
});

test('ids sort in the order in which they were made, also within a millisecond', () => {
  const ids = Array.from({ length: 5_000 }, () => newId('event'));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id is its prefix and its suffix', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), (kind) => {
      const id = newId(kind);
      expect(idSuffix(id)).toHaveLength(26);
      expect(idOf(kind, idSuffix(id))).toBe(id);
    }),
  );
});

test.each([
  ['', 'nothing'],
  ['acc_', 'no suffix'],
  ['acc', 'only a prefix'],
  ['01kafxq0h3e7rvx8bm2s9t4c5d', 'no prefix'],
  ['usr_01kafxq0h3e7rvx8bm2s9t4c5d', 'another kind'],
  ['acc_01kafxq0h3e7rvx8bm2s9t4c5', 'too short'],
  ['acc_01kafxq0h3e7rvx8bm2s9t4c5dd', 'too long'],
  ['acc_01KAFXQ0H3E7RVX8BM2S9T4C5D', 'capitals'],
  ['acc_01kafxq0h3e7rvx8bm2s9t4c5u', 'a letter that base 32 leaves out'],
  ['acc_81kafxq0h3e7rvx8bm2s9t4c5d', 'more than 128 bits'],
  [' acc_01kafxq0h3e7rvx8bm2s9t4c5d', 'a space'],
  ['acc_01kafxq0h3e7rvx8bm2s9t4c5d\n', 'a line end'],
])('%j is no account id: %s', (text) => {
  expect(isId('account', text)).toBe(false);
});

test('no text makes the check throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(isId('account', text)).toBe(false);
    }),
  );
});
