import { commonProblems } from '@keyline/kernel';
import { expect, test } from 'vitest';
import { adviceFor } from './advice.ts';

const last = adviceFor('some.thing', 418);

test.each(Object.entries(commonProblems))(
  'there is more to say about %s than to read its detail',
  (code, kind) => {
    expect(adviceFor(code, kind.status)).not.toEqual(last);
  },
);

test('a code that needs its own advice gets it, another one that of its status', () => {
  expect(adviceFor('request.conflict', 409).en).toContain('new Idempotency-Key');
  expect(adviceFor('account.duplicate', 409)).toEqual(adviceFor('tenant.slug_taken', 409));
  expect(last['zh-CN']).toContain('请求编号');
});
