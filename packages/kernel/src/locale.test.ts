import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fill, negotiateLocale } from './locale.ts';

describe('the language of an answer', () => {
  test.each([
    [null, 'en'],
    [undefined, 'en'],
    ['', 'en'],
    ['zh-CN', 'zh-CN'],
    ['ZH-cn', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['zh-Hant-TW', 'zh-CN'],
    ['en-GB', 'en'],
    ['fr', 'en'],
    ['fr, zh;q=0.1', 'zh-CN'],
    ['zhuang', 'en'],
    ['*', 'en'],
    ['*, zh;q=0.9', 'en'],
    ['en;q=0.8, zh;q=0.9', 'zh-CN'],
    ['en;q=0.9, zh;q=0.8', 'en'],
    ['zh;q=0, en;q=0.1', 'en'],
    ['zh-CN;q=0', 'en'],
    ['zh , en', 'zh-CN'],
    ['en , zh', 'en'],
    ['zh;q=0.500;level=1, en;level=1;q=0.4', 'zh-CN'],
    ['zh;q=0.000, en;q=0.001', 'en'],
  ])('%j gets %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  test('the highest weight wins, wherever it stands', () => {
    const weight = fc.integer({ min: 1, max: 1000 }).map((n) => n / 1000);
    const others = fc.array(fc.constantFrom('fr;q=1', 'de', 'ja;q=0.7', 'x-klingon'));
    fc.assert(
      fc.property(weight, weight, others, fc.boolean(), (zh, en, foreign, isChineseFirst) => {
        fc.pre(zh !== en);
        const pair = [`zh-CN;q=${zh.toFixed(3)}`, `en;q=${en.toFixed(3)}`];
        const header = [...(isChineseFirst ? pair : pair.toReversed()), ...foreign].join(', ');
        expect(negotiateLocale(header)).toBe(zh > en ? 'zh-CN' : 'en');
        expect(negotiateLocale([...foreign, header].join(','))).toBe(zh > en ? 'zh-CN' : 'en');
      }),
    );
  });

  test('of equal weights the first wins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (n) => {
        const q = (n / 1000).toFixed(3);
        expect(negotiateLocale(`zh;q=${q}, en;q=${q}`)).toBe('zh-CN');
        expect(negotiateLocale(`en;q=${q}, zh;q=${q}`)).toBe('en');
      }),
    );
  });

  test('any header is answered in a language there is', () => {
    const pieces = fc.array(
      fc.constantFrom('zh', 'en', '*', '-CN', ';', 'q=', 'q=0', '1', '.5', ',', ' ', '=', '_'),
    );
    const headers = fc.oneof(
      pieces.map((p) => p.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(headers, (header) => {
        expect(['en', 'zh-CN']).toContain(negotiateLocale(header));
      }),
    );
  });
});

describe('filling a text', () => {
  test('puts values in their places, once', () => {
    expect(fill('{a} of {b}, {a}', { a: 1, b: '{a}' })).toBe('1 of {a}, 1');
  });

  test('leaves a place without a value to be seen', () => {
    expect(fill('{a} and {b}', { a: 1, b: undefined })).toBe('1 and {b}');
  });
});
