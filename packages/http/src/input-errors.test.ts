import { fill } from '@keyline/kernel';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { inputError, inputErrors } from './input-errors.ts';

function told(schema: v.GenericSchema, given: unknown) {
  const { issues = [] } = v.safeParse(schema, given);
  return inputErrors(issues, '').map(({ pointer, code, detail }) => [
    pointer,
    code,
    detail.en,
    detail['zh-CN'],
  ]);
}

test.each([
  [v.strictObject({ a: v.string() }), {}, ['/a', 'required', 'This is required.', '此项必填。']],
  [v.strictObject({ a: v.string() }), { a: 1 }, ['/a', 'type', 'Must be a text.', '必须是文本。']],
  [v.strictObject({}), 'x', ['', 'type', 'Must be an object.', '必须是对象。']],
  [
    v.variant('a', [v.strictObject({ a: v.literal('x') }), v.strictObject({ a: v.literal('y') })]),
    { a: 'z' },
    ['/a', 'choice', 'Must be one of x, y.', '必须是以下之一：x, y。'],
  ],
  [v.strictObject({}), { b: 1 }, ['/b', 'unknown', 'This field is not known.', '未知字段。']],
  [v.picklist(['x', 'y']), 'z', ['', 'choice', 'Must be one of x, y.', '必须是以下之一：x, y。']],
  [v.literal('x'), 'z', ['', 'choice', 'Must be one of x.', '必须是以下之一：x。']],
  [v.nullable(v.picklist(['x', 'y'])), 1, ['', 'choice', 'Must be one of x, y.', '必须是以下之一：x, y。']],
  [
    v.pipe(v.string(), v.minLength(2)),
    'x',
    ['', 'too_short', 'Must have at least 2 characters.', '至少 2 个字符。'],
  ],
  [
    v.pipe(v.array(v.string()), v.maxLength(0)),
    ['x'],
    ['', 'too_many', 'Must have at most 0 entries.', '最多 0 项。'],
  ],
  [
    v.pipe(v.array(v.string()), v.minLength(1)),
    [],
    ['', 'too_few', 'Must have at least 1 entries.', '至少 1 项。'],
  ],
  [v.pipe(v.number(), v.maxValue(3)), 4, ['', 'too_large', 'Must be at most 3.', '不得大于 3。']],
  [v.pipe(v.number(), v.minValue(3)), 2, ['', 'too_small', 'Must be at least 3.', '不得小于 3。']],
  [v.pipe(v.number(), v.safeInteger()), 1.5, ['', 'integer', 'Must be a whole number.', '必须是整数。']],
  [v.pipe(v.string(), v.email()), 'x', ['', 'email', 'Must be an e-mail address.', '必须是电子邮件地址。']],
  [v.pipe(v.string(), v.hexColor()), 'x', ['', 'invalid', 'Does not fit.', '不符合要求。']],
  [
    v.pipe(v.string(), v.regex(/y/, 'slug')),
    'x',
    ['', 'slug', expect.stringContaining('3 to 40'), expect.stringContaining('3 至 40')],
  ],
])('an issue is told in both languages, at its place', (schema, given, expected) => {
  expect(told(schema as v.GenericSchema, given)).toEqual([expected]);
});

test('the place of an issue is a JSON Pointer below where the input stands', () => {
  const schema = v.strictObject({ 'a/b': v.array(v.strictObject({ '~': v.string() })) });
  const { issues = [] } = v.safeParse(schema, { 'a/b': [{ '~': 'x' }, { '~': 1 }] });
  expect(inputErrors(issues, '/query')).toMatchObject([{ pointer: '/query/a~1b/1/~0' }]);
});

test('an error that a decision finds is in the same words', () => {
  const error = inputError('/gridId', 'not_a_grid');
  expect(error).toEqual({
    pointer: '/gridId',
    code: 'not_a_grid',
    detail: { en: 'Must be an org unit of kind grid.', 'zh-CN': '必须是网格类型的组织单元。' },
  });
  expect(fill(error.detail.en, {})).not.toContain('{');
});
