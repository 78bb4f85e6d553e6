import { describe, expect, test } from 'vitest';
import { textFindings } from './texts.ts';
import { projectTree, treeOf } from './tree.ts';

const findingsFor = (source: string) => textFindings(treeOf({ 'packages/a/src/a.ts': source }));

describe('texts for people', () => {
  test('exist in both languages and differ, in the whole project', () => {
    expect(textFindings(projectTree())).toEqual([]);
  });

  test('are right when each language says it its way', () => {
    expect(findingsFor("const t = { en: 'Grade {x}', 'zh-CN': '{x}级' };")).toEqual([]);
    expect(findingsFor("const t = { 'zh-CN': f(x), en: g({ en: 1 }) };")).toEqual([]);
    expect(findingsFor("const locale = chinese ? 'zh-CN' : 'en';")).toEqual([]);
  });

  test.each([
    ['miss English', "const t = { 'zh-CN': '客户' };", 'without one in en'],
    [
      'miss English beside another object',
      "const t = { a: { en: 'A' }, 'zh-CN': '甲' };",
      'without one in en',
    ],
    ['are empty', "const t = { en: '', 'zh-CN': '客户' };", 'empty'],
    ['are empty in Chinese', "const t = { en: 'Account', 'zh-CN': ' ' };", 'empty'],
    ['are the same', "const t = { en: 'SLA', 'zh-CN': 'SLA' };", 'the same text'],
    ['are not translated', "const t = { en: 'Account', 'zh-CN': 'Accounts' };", 'without a Chinese word'],
    ['are swapped', "const t = { en: '客户', 'zh-CN': '客户们' };", 'Chinese words in en'],
  ])('that %s are seen', (_, source, finding) => {
    expect(findingsFor(`\n${source}`)).toEqual([
      expect.stringMatching(`^packages/a/src/a.ts:2 .*${finding}`),
    ]);
  });
});
