import { describe, expect, expectTypeOf, test } from 'vitest';
import { commonProblems, refuseCommon } from './common-problems.ts';
import { locales } from './locale.ts';
import { type Problem, ProblemError, problemDocument, problemResponse, refusals } from './problem.ts';

const refuse = refusals({
  'account.blacklisted': {
    status: 409,
    title: { en: 'Blacklisted', 'zh-CN': '已列入黑名单' },
    detail: { en: '{name} is blacklisted: {reason}.', 'zh-CN': '{name} 已列入黑名单：{reason}。' },
  },
});
const place = { origin: 'https://keyline.test', locale: 'en', requestId: 'req_1' } as const;

describe('a problem document', () => {
  test('says what happened, where to read on, and under which id', () => {
    const problem = refuse('account.blacklisted', { values: { name: 'Acme', reason: 'debt' } });
    expect(problemDocument(problem, place)).toEqual({
      type: 'https://keyline.test/docs/problems/account.blacklisted',
      title: 'Blacklisted',
      status: 409,
      detail: 'Acme is blacklisted: debt.',
      instance: 'req_1',
      code: 'account.blacklisted',
    });
  });

  test('speaks the language of the caller, in its input errors too', () => {
    const errors = [{ pointer: '/name', code: 'required', detail: { en: 'Needed.', 'zh-CN': '必填。' } }];
    const problem = refuse('account.blacklisted', { values: { name: '甲', reason: '欠费' }, errors });
    expect(problemDocument(problem, { ...place, locale: 'zh-CN' })).toMatchObject({
      title: '已列入黑名单',
      detail: '甲 已列入黑名单：欠费。',
      errors: [{ pointer: '/name', code: 'required', detail: '必填。' }],
    });
  });

  test('says a value that is a word in the language of the caller', () => {
    const reason = { en: 'debt', 'zh-CN': '欠费' };
    const problem = refuse('account.blacklisted', { values: { name: 'Acme', reason } });
    expect(problemDocument(problem, place).detail).toBe('Acme is blacklisted: debt.');
    const chinese = problemDocument(problem, { ...place, locale: 'zh-CN' });
    expect(chinese.detail).toBe('Acme 已列入黑名单：欠费。');
  });

  test('has members of its own beside the standard ones', () => {
    const problem = refuse('account.blacklisted', { members: { candidates: [1] } });
    expect(problemDocument(problem, place)).toMatchObject({ code: 'account.blacklisted', candidates: [1] });
  });
});

test('an answer carries the document, its language, and is kept by nobody', async () => {
  const response = problemResponse(
    refuseCommon('request.too_many', { headers: { 'Retry-After': '7' } }),
    place,
  );
  expect(response.status).toBe(429);
  expect(Object.fromEntries(response.headers)).toEqual({
    'cache-control': 'no-store',
    'content-language': 'en',
    'content-type': 'application/problem+json',
    'retry-after': '7',
    'x-request-id': 'req_1',
  });
  expect(await response.json()).toMatchObject({ status: 429, code: 'request.too_many' });
});

test('a catalogue makes its own problems and no others', () => {
  expectTypeOf(refuse('account.blacklisted')).toEqualTypeOf<Problem<'account.blacklisted'>>();
  const refuseAny: (code: never) => Problem = refuse;
  expect(() => refuseAny('account.unheard_of' as never)).toThrow('account.unheard_of');
});

test('a thrown problem is an error that names its code and nothing else', () => {
  const error = new ProblemError(refuse('account.blacklisted', { values: { name: 'Acme' } }));
  expect(String(error)).toBe('ProblemError: account.blacklisted');
});

describe.each(Object.entries(commonProblems))('%s', (code, kind) => {
  test('is stable to machines and says the same in every language', () => {
    expect(code).toMatch(/^[a-z]+\.[a-z_]+$/);
    expect(kind.status).toBeGreaterThanOrEqual(400);
    expect(kind.status).toBeLessThan(600);
    const places = locales.map((locale) =>
      [...kind.detail[locale].matchAll(/\{\w+\}/g)].map(String).toSorted(),
    );
    expect(places[1]).toEqual(places[0]);
    for (const locale of locales) {
      expect(kind.title[locale].trim()).not.toBe('');
      expect(kind.detail[locale]).toMatch(/[.。]$/);
    }
    expect(kind.title['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(kind.detail['zh-CN']).toMatch(/\p{Script=Han}/u);
  });
});
