import { describe, expect, test } from 'vitest';
import { csvHead, csvLine, csvRow } from './csv.ts';

describe('a line', () => {
  test.each([
    ['plain values', ['甲', 3, true], '甲,3,true'],
    ['nothing', [null, undefined, ''], ',,'],
    ['a comma', ['a,b'], '"a,b"'],
    ['quotes', ['5" 屏'], '"5"" 屏"'],
    ['a line break', ['一\n二', '一\r\n二'], '"一\n二","一\r\n二"'],
    ['an object', [{ grade: ['A', 'B'] }], '"{""grade"":[""A"",""B""]}"'],
  ])('with %s is written as RFC 4180 says', (_, values, line) => {
    expect(csvLine(values)).toBe(`${line}\r\n`);
  });

  test.each(['=1+1', '+861381', '-2+3', '@SUM(A1)', '＝1+1', '＋1', '－1', '＠SUM'])(
    'does not become a formula: %s',
    (text) => expect(csvLine([text])).toBe(`'${text}\r\n`),
  );

  test.each(['\t=1', '\r=1', '\n=1'])('does not become a formula behind white space: %j', (text) => {
    expect(csvLine([text]).replace(/^"/, '')[0]).toBe("'");
  });

  test('keeps negative numbers as numbers, and signs within a text', () => {
    expect(csvLine([-5, 'a=b', '2026-03-02'])).toBe('-5,a=b,2026-03-02\r\n');
  });
});

test('columns give the headings in the language asked for, and the cells of a row', () => {
  const columns = [
    { heading: { en: 'Name', 'zh-CN': '名称' }, value: (row: { name: string }) => row.name },
    { heading: { en: 'Length', 'zh-CN': '长度' }, value: (row: { name: string }) => row.name.length },
  ];
  expect(csvHead(columns, 'en') + csvHead(columns, 'zh-CN')).toBe('Name,Length\r\n名称,长度\r\n');
  expect(csvRow(columns, { name: '=甲' })).toBe("'=甲,2\r\n");
});
