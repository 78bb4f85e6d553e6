import type { TemplateField } from '@keyline/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contractText, dayWords, moneyWords } from './contract-text.ts';
import { documentPage } from './document-page.ts';
import { someTemplateBody, someTerms } from './example-contract.ts';
import { fingerprintOf } from './fingerprint.ts';

const template = someTemplateBody(1);
const fields = template.fields as unknown as readonly TemplateField[];
const agreed = {
  ...{ templateId: 'tpl_1', templateVersion: 1, body: template.body, reference: 'HD-2026-1' },
  ...{ title: someTerms.title, customerName: '西安市大数据服务有限公司', entered: someTerms.values },
  ...{ value: 36_000_000, monthlyFee: null, startOn: someTerms.startOn, endOn: someTerms.endOn },
};
const marks = {
  ...{ title: 't', reference: null, filingNumber: null, revision: 1, fingerprint: 'f' },
  isReviewed: false,
};

test('the text has every value in its place, in the words of the language', () => {
  const text = contractText(agreed, fields, 'zh-CN').replaceAll('\\', '');
  expect(text).toContain('# 西安高新区互联网专线服务合同');
  expect(text).toContain(
    '带宽：500 Mbit/s，期限自 2026年4月1日 至 2029年3月31日，合同金额：人民币 360,000.00 元。',
  );
  expect(moneyWords(1_234_567_805, 'en')).toBe('CNY 12,345,678.05');
  expect(dayWords('2026-04-01', 'en')).toBe('2026-04-01');
});

test('what is not filled in yet leaves a line to be seen', () => {
  const text = contractText({ ...agreed, entered: {}, endOn: null }, fields, 'en').replaceAll('\\', '');
  expect(text).toContain('带宽：________，期限自 2026-04-01 至 ________');
});

test('whatever somebody enters stands there as it is: no tag, no link, no heading of its own', () => {
  const sign = fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    '#',
    '*',
    '[',
    ']',
    '(',
    '`',
    '|',
    '\n',
    '1',
    '.',
    ' ',
    '\\',
    '合',
  );
  fc.assert(
    fc.property(fc.string({ unit: sign, minLength: 1, maxLength: 30 }), (entered) => {
      const page = documentPage(
        contractText({ ...agreed, body: '甲{{bandwidth}}乙', entered: { bandwidth: entered } }, fields, 'en'),
        marks,
        'en',
      );
      const body = page.slice(page.indexOf('<body>') + 6, page.indexOf('<footer'));
      const plain = body
        .replace(/<\/?p>|<br \/>/g, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, '&');
      const squeezed = (text: string) => text.replace(/\s+/g, '');
      expect(squeezed(plain)).toBe(squeezed(`甲${entered}乙`));
      expect(body.match(/<[a-z]+/g)?.every((tag) => ['<p', '<br'].includes(tag))).toBe(true);
    }),
  );
});

test('a template cannot bring tags, scripts or pictures into the page', () => {
  const page = documentPage('<script>alert(1)</script>\n\n[x](javascript:alert(1))', marks, 'en');
  expect(page).not.toMatch(/<script|javascript:|<img/);
});

test('version, fingerprint and reference stand on every page; a draft says that it is one', () => {
  const reviewed = { ...marks, reference: 'HD-2026-7', fingerprint: 'a1b2', isReviewed: true };
  const page = documentPage('x', reviewed, 'zh-CN');
  expect(page).toContain('>合同参考号 HD-2026-7 · 版本 1 · 指纹 (SHA-256) a1b2');
  expect(documentPage('x', marks, 'zh-CN')).toContain('草稿，不得签署');
});

test('the fingerprint hangs on everything that is agreed, and on nothing else', async () => {
  const first = await fingerprintOf(agreed);
  const turned = { payment: 'monthly', bandwidth: '500 Mbit/s' };
  expect(await fingerprintOf({ ...agreed, entered: turned })).toBe(first);
  for (const other of [
    { value: 1 },
    { endOn: '2029-04-01' },
    { body: 'x' },
    { entered: {} },
    { title: 'x' },
  ]) {
    expect(await fingerprintOf({ ...agreed, ...other })).not.toBe(first);
  }
});
