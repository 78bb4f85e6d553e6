import { describe, expect, test } from 'vitest';
import { convert } from './cells.ts';
import type { ImportKind } from './kind.ts';
import { defaultsOf, placeFields, unknownFields, valuesOf } from './mapping.ts';

const color = { red: { en: 'Red', 'zh-CN': '红' }, blue: { en: 'Blue', 'zh-CN': '蓝' } };
const kind: ImportKind = {
  key: 'things',
  label: { en: 'Things', 'zh-CN': '物品' },
  permissions: ['things.write'],
  fields: {
    name: { label: { en: 'Name', 'zh-CN': '名称' }, cell: { type: 'text' }, headings: ['title'] },
    color: { label: { en: 'Color', 'zh-CN': '颜色' }, cell: { type: 'choice', choices: color } },
    price: { label: { en: 'Price', 'zh-CN': '价格' }, cell: { type: 'money' } },
  },
  words: {},
};

describe('columns', () => {
  test('are found by the mapping, by a field, by its label in either language, and by other headings', () => {
    const placed = placeFields(kind, { columns: { color: 'C' } }, ['Title ', 'C', '价格', 'x']);
    expect(placed).toEqual({
      places: new Map([
        ['name', 0],
        ['color', 1],
        ['price', 2],
      ]),
      ignored: ['x'],
    });
  });

  test('that the mapping names and the file lacks, that come twice, or that are all unknown, are told', () => {
    expect(placeFields(kind, { columns: { name: 'N' } }, ['x'])).toMatchObject({
      code: 'file.column_missing',
    });
    expect(placeFields(kind, {}, ['name', 'name'])).toMatchObject({ code: 'file.column_twice' });
    expect(placeFields(kind, {}, ['x', 'y'])).toMatchObject({ code: 'file.no_column_known' });
  });

  test('a mapping that names fields of another kind is refused, also by names that every object has', () => {
    const mapping = { columns: { size: 'S' }, values: { name: {} }, defaults: { constructor: 'x' } };
    expect(unknownFields(kind, mapping)).toEqual(['columns/size', 'defaults/constructor']);
  });
});

test('a row becomes values: mapped, converted, empty cells left out, wrong ones told', () => {
  const mapping = { values: { color: { R: 'red', none: '' } } };
  const placed = placeFields(kind, mapping, ['name', 'color', 'price']);
  if ('code' in placed) throw new Error(placed.code);
  const of = (...cells: string[]) => valuesOf(kind, mapping, placed, cells);
  expect(of('甲', 'R', '1.5')).toEqual({
    values: { name: '甲', color: 'red', price: { amount: 150, currency: 'CNY' } },
    findings: [],
  });
  expect(of('', 'none')).toEqual({ values: {}, findings: [] });
  expect(of('乙', '蓝', 'x').findings).toMatchObject([{ code: 'cell.money', pointer: '/price' }]);
  expect(of('乙', '蓝').values).toEqual({ name: '乙', color: 'blue' });
  expect(defaultsOf(kind, { defaults: { price: 2, color: 'Red' } })).toEqual({
    price: { amount: 200, currency: 'CNY' },
    color: 'red',
  });
});

test.each([
  ['12800', 1_280_000],
  ['12,800.5', 1_280_050],
  ['￥1,234,567.89', 123_456_789],
  ['３.１０元', 310],
  ['0', 0],
])('%s yuan are %i fen', (text, amount) => {
  expect(convert({ type: 'money' }, text)).toEqual({ value: { amount, currency: 'CNY' } });
});

test.each(['1.234', '-1', '1e3', '一千', '12,80'])('%s is no amount', (text) => {
  expect(convert({ type: 'money' }, text)).toEqual({ code: 'cell.money' });
});

test.each([
  ['是', true],
  ['YES', true],
  ['0', false],
  ['否', false],
])('%s is a flag', (text, value) => {
  expect(convert({ type: 'flag' }, text)).toEqual({ value });
});
