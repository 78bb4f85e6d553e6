import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject, mergePatch, patchBetween } from './merge-patch.ts';

describe('a merge patch', () => {
  test.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{ a: 'foo' }, { a: { b: 1 } }, { a: { b: 1 } }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('makes of %j by %j %j (the cases of RFC 7396)', (target, patch, merged) => {
    expect(mergePatch(target, patch)).toEqual(merged);
  });

  test('leaves what it is given as it was', () => {
    const target = { a: { b: 1 } };
    mergePatch(target, { a: { b: 2 }, c: 3 });
    expect(target).toEqual({ a: { b: 1 } });
  });

  test('between two states makes the one of the other, and says nothing of what is the same', () => {
    expect(patchBetween({ a: 1, b: { c: 1, d: [1] } }, { a: 1, b: { c: 2, d: [1] } })).toEqual({
      b: { c: 2 },
    });
    expect(patchBetween({ a: { b: 1 } }, { a: { b: 1 } })).toEqual({});
    const leaf = fc.oneof(fc.nat(3), fc.boolean(), fc.array(fc.nat(2), { maxLength: 2 }));
    const shape = fc.record({ a: leaf, b: fc.record({ c: leaf, d: fc.record({ e: leaf }) }) });
    fc.assert(
      fc.property(shape, shape, (before, after) => {
        expect(mergePatch(before, patchBetween(before, after))).toEqual(after);
      }),
    );
  });
});

test('an object is neither a list nor null', () => {
  expect([{}, [], null, 'a', undefined].map(isJsonObject)).toEqual([true, false, false, false, false]);
});
