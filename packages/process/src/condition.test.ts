import * as v from 'valibot';
import { expect, test } from 'vitest';
import { conditionField, holds, type Test } from './condition.ts';

const otherwise = { en: 'Not now.', 'zh-CN': '暂不可。' };
const fields = { amount: 100, category: 'idc', urgent: true, note: null };
const held = (form?: Record<string, unknown>) => ({
  fields,
  form,
  guard: (name: string, given: Readonly<Record<string, unknown>>) => name === 'lately' && given.days === 90,
});

test.each<[Test, boolean]>([
  [{ field: 'amount', is: 'ge', value: 100 }, true],
  [{ field: 'amount', is: 'gt', value: 100 }, false],
  [{ field: 'amount', is: 'lt', value: 101 }, true],
  [{ field: 'amount', is: 'le', value: 99 }, false],
  [{ field: 'category', is: 'eq', value: 'idc' }, true],
  [{ field: 'category', in: ['ict', 'idc'] }, true],
  [{ field: 'category', notIn: ['ict', 'idc'] }, false],
  [{ field: 'urgent', is: 'ne', value: false }, true],
  [{ field: 'note', is: 'ge', value: 'a' }, false],
  [{ field: 'absent', is: 'ne', value: 1 }, true],
  [{ guard: 'lately', with: { days: 90 } }, true],
  [{ guard: 'lately', with: { days: 91 } }, false],
  [{ guard: 'never' }, false],
])('%j of an opportunity: %s', (one, expected) => {
  expect(holds({ all: [one], otherwise }, held())).toBe(expected);
});

test('all of them, or any; what hangs on the form counts once the form is there', () => {
  const [yes, no]: Test[] = [
    { field: 'amount', is: 'eq', value: 100 },
    { field: 'amount', is: 'eq', value: 1 },
  ];
  expect(holds({ all: [yes as Test, no as Test], otherwise }, held())).toBe(false);
  expect(holds({ any: [yes as Test, no as Test], otherwise }, held())).toBe(true);
  const upgrade: Test = { form: 'availability', is: 'eq', value: 'now' };
  expect(holds({ all: [upgrade], otherwise }, held())).toBe(true);
  expect(holds({ all: [upgrade], otherwise }, held({ availability: 'after_upgrade' }))).toBe(false);
});

test.each([
  { all: [{ field: 'amount' }], otherwise },
  { all: [{ field: 'amount', is: 'eq', value: 1, in: [1] }], otherwise },
  { all: [{ field: 'amount', guard: 'lately', is: 'eq', value: 1 }], otherwise },
  { all: [{ field: 'amount', is: 'matches', value: '(a+)+' }], otherwise },
  { all: [], otherwise },
  { otherwise },
])('%j is no condition', (condition) => {
  expect(v.safeParse(conditionField, condition).success).toBe(false);
});
