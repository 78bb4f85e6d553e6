import { expect, test } from 'vitest';
import { findingsOf, pointerTo } from './findings.ts';

test('a finding is in both languages, with its values; a place without a value stays as it is', () => {
  const finding = findingsOf({ twice: { en: '{name} stands here twice.', 'zh-CN': '{name} 重复出现。' } });
  expect(finding('/a', 'twice', { name: 'x' })).toEqual({
    pointer: '/a',
    code: 'twice',
    detail: { en: 'x stands here twice.', 'zh-CN': 'x 重复出现。' },
  });
  expect(finding('/a', 'twice').detail.en).toBe('{name} stands here twice.');
  const name = { en: 'a list', 'zh-CN': '列表' };
  expect(finding('/a', 'twice', { name }).detail).toEqual({
    en: 'a list stands here twice.',
    'zh-CN': '列表 重复出现。',
  });
});

test('a pointer keeps what its parts are written with', () => {
  expect([pointerTo([]), pointerTo(['a/b', 1, '~'])]).toEqual(['', '/a~1b/1/~0']);
});
