import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_DEPTH, parentRefusal } from './tree.ts';

/** A tree kept the slow and obvious way: each account knows its parent, all else is found by walking. */
class NaiveTree {
  readonly parents = new Map<string, string | undefined>();

  ancestors(id: string | undefined): string[] {
    const found: string[] = [];
    for (let at = id; at !== undefined && !found.includes(at); at = this.parents.get(at)) found.push(at);
    return found;
  }

  height(id: string): number {
    const children = [...this.parents].filter(([, parent]) => parent === id).map(([child]) => child);
    return children.length === 0 ? 0 : 1 + Math.max(...children.map((child) => this.height(child)));
  }

  hasCycle(): boolean {
    return [...this.parents.keys()].some((id) => this.ancestors(this.parents.get(id)).includes(id));
  }

  depth(): number {
    return Math.max(...[...this.parents.keys()].map((id) => this.ancestors(id).length));
  }
}

const ids = Array.from({ length: 12 }, (_, i) => `acc_${i}`);
const moves = fc.array(
  fc.tuple(fc.constantFrom(...ids), fc.option(fc.constantFrom(...ids), { nil: undefined })),
  {
    minLength: 1,
    maxLength: 60,
  },
);

describe('an account under a new parent', () => {
  test('may become a root or hang under another', () => {
    expect(parentRefusal({ accountId: 'a', ancestorIds: [], heightBelow: 7 })).toBeUndefined();
    expect(parentRefusal({ accountId: 'a', ancestorIds: ['b', 'c'], heightBelow: 0 })).toBeUndefined();
  });

  test('may not be its own parent or ancestor', () => {
    expect(parentRefusal({ accountId: 'a', ancestorIds: ['a'], heightBelow: 0 })).toBe(
      'account.parent_cycle',
    );
    expect(parentRefusal({ accountId: 'a', ancestorIds: ['b', 'a'], heightBelow: 1 })).toBe(
      'account.parent_cycle',
    );
  });

  test('may stand on level 8 and not on level 9, whether by what is above or by what is below', () => {
    const above = (levels: number) => Array.from({ length: levels }, (_, i) => `p${i}`);
    expect(parentRefusal({ accountId: 'a', ancestorIds: above(7), heightBelow: 0 })).toBeUndefined();
    expect(parentRefusal({ accountId: 'a', ancestorIds: above(8), heightBelow: 0 })).toBe(
      'account.parent_too_deep',
    );
    expect(parentRefusal({ accountId: 'a', ancestorIds: above(4), heightBelow: 3 })).toBeUndefined();
    expect(parentRefusal({ accountId: 'a', ancestorIds: above(4), heightBelow: 4 })).toBe(
      'account.parent_too_deep',
    );
  });

  test('is refused exactly when a naive tree would hold a cycle or a chain of more than 8', () => {
    fc.assert(
      fc.property(fc.nat(MAX_DEPTH), moves, (chainLength, sequence) => {
        const tree = new NaiveTree();
        ids.forEach((id, i) => {
          tree.parents.set(id, i < chainLength ? ids[i - 1] : undefined);
        });
        for (const [accountId, parentId] of sequence) {
          const refusal = parentRefusal({
            accountId,
            ancestorIds: tree.ancestors(parentId),
            heightBelow: tree.height(accountId),
          });
          const before = tree.parents.get(accountId);
          tree.parents.set(accountId, parentId);
          const expected = tree.hasCycle()
            ? 'account.parent_cycle'
            : tree.depth() > MAX_DEPTH
              ? 'account.parent_too_deep'
              : undefined;
          expect(refusal).toBe(expected);
          if (refusal) tree.parents.set(accountId, before);
        }
      }),
    );
  });
});
