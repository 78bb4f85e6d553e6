import { describe, expect, test } from 'vitest';
import { assertReadable, bindArguments, parameterNames, type StatementArguments } from './sql-parameters.ts';
import { tokenize } from './sql-tokens.ts';
import type { SqlValue } from './value.ts';

const names = (sql: string) => [...parameterNames(tokenize(sql))];
const none = new Map<string, SqlValue>();
const positional = (...values: SqlValue[]): StatementArguments => ({ positional: values, named: none });
const named = (values: Record<string, SqlValue>): StatementArguments => ({
  positional: [],
  named: new Map(Object.entries(values)),
});
const bind = (sql: string, given: StatementArguments, isExplain = false) =>
  bindArguments(parameterNames(tokenize(sql)), given, isExplain);
const refusal = (code: string) => expect.objectContaining({ name: 'StatementError', code });

describe('numbers of parameters', () => {
  test.each([
    ['SELECT ?, ?', [undefined, undefined]],
    ['SELECT ?3, ?1', ['?1', undefined, '?3']],
    ['SELECT ?2, ?, ?3', [undefined, '?2', '?3']],
    ['SELECT :b, :a, ?1', [':b', ':a']],
    ['SELECT :a, @a, $a, :a', [':a', '@a', '$a']],
    ['SELECT $a::b(c), ?', ['$a::b(c)', undefined]],
    [`SELECT '?', "?" /* ? */ -- ?`, []],
    ['SELECT 客户 = :客户', [':客户']],
  ])('%s', (sql, expected) => expect(names(sql)).toEqual(expected));
});

describe('arguments', () => {
  test.each<[string, StatementArguments, SqlValue[]]>([
    ['SELECT ?, ?', positional('a', 'b'), ['a', 'b']],
    ['SELECT ?3, ?1', positional('a', 'b', 'c'), ['a', 'b', 'c']],
    ['SELECT :b, :a', named({ a: 'one', ':b': 'two' }), ['two', 'one']],
    ['SELECT @b, $a, ?1', named({ a: 'one', b: 'two' }), ['two', 'one']],
    ['SELECT :a', named({ a: null }), [null]],
  ])('%s', (sql, given, expected) => expect(bind(sql, given)).toEqual(expected));

  test.each<[string, StatementArguments]>([
    ['SELECT ?', positional()],
    ['SELECT ?', positional('a', 'b')],
    ['SELECT 1', positional('a')],
    ['SELECT ?, ?', named({ a: 'one' })],
    ['SELECT :a', positional('a')],
    ['SELECT :a', named({ b: 'one' })],
    ['SELECT :a', named({ a: 'one', b: 'two' })],
  ])('%s with other arguments is refused', (sql, given) => {
    expect(() => bind(sql, given)).toThrow(refusal('ARGS_INVALID'));
  });

  test('only an explained statement may go without', () => {
    expect(bind('EXPLAIN SELECT ?', positional(), true)).toEqual([null]);
  });

  test('positional and named ones together are refused', () => {
    const both = { positional: ['a'], named: new Map([['b', 'c']]) };
    expect(() => bind('SELECT ?, :b', both)).toThrow(refusal('ARGS_BOTH_POSITIONAL_AND_NAMED'));
  });
});

describe('texts that could not be read back', () => {
  test.each(['a\0b', '{"a":"\\ud800"}', '\\uDC00', '\\ud83d\\ud83d\\ude00', '\\ud800\\u0041', 'x\\\\ud800'])(
    '%j is refused',
    (text) => expect(() => assertReadable(text)).toThrow(refusal('ARGS_INVALID')),
  );

  test.each(['😀', '\\ud83d\\ude00', '\\\\ud83d\\\\ude00', '\\uD83D\\uDE00 \\u00e9', 'ud800', '\\u0000', ''])(
    '%j is taken',
    (text) => expect(() => assertReadable(text)).not.toThrow(),
  );
});
