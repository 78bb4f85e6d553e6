import { describe, expect, test } from 'vitest';
import { createTokenMemo } from './token-memo.ts';

describe('the memory of tokens', () => {
  test('lasts 60 seconds', () => {
    const memo = createTokenMemo<string>();
    memo.remember('t', 'who', 1_000, 9_999);
    expect(memo.recall('t', 1_059)).toBe('who');
    expect(memo.recall('t', 1_060)).toBeUndefined();
    expect(memo.recall('t', 1_059)).toBeUndefined();
  });

  test('ends with the token', () => {
    const memo = createTokenMemo<string>();
    memo.remember('t', 'who', 1_000, 1_010);
    expect(memo.recall('t', 1_009.9)).toBe('who');
    expect(memo.recall('t', 1_010)).toBeUndefined();
  });

  test('knows a token by its every character', () => {
    const memo = createTokenMemo<string>();
    memo.remember('token', 'who', 0, 60);
    expect(memo.recall('tokem', 1)).toBeUndefined();
    expect(memo.recall('', 1)).toBeUndefined();
  });

  test('is bounded: the first made goes first', () => {
    const memo = createTokenMemo<number>(3);
    for (const n of [1, 2, 3]) memo.remember(`t${n}`, n, 0, 60);
    memo.remember('t2', 2, 1, 60);
    expect(memo.recall('t1', 2)).toBe(1);
    memo.remember('t4', 4, 1, 60);
    expect([1, 2, 3, 4].map((n) => memo.recall(`t${n}`, 2))).toEqual([undefined, 2, 3, 4]);
  });

  test('holds 2,000 tokens unless told otherwise', () => {
    const memo = createTokenMemo<number>();
    for (let n = 0; n <= 2_000; n += 1) memo.remember(`t${n}`, n, 0, 60);
    expect([memo.recall('t0', 1), memo.recall('t1', 1), memo.recall('t2000', 1)]).toEqual([
      undefined,
      1,
      2_000,
    ]);
  });
});
