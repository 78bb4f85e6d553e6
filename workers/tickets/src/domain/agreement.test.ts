import { expect, test } from 'vitest';
import { agreementFor } from './agreement.ts';
import { levels, priorities, priorityOf } from './priority.ts';

const ticket = { kind: 'fault', grade: 'B', category: null, channel: 'phone' };

test.each([
  ['urgent', 30, 240],
  ['high', 60, 480],
  ['normal', 240, 1440],
  ['low', 480, 2400],
] as const)(
  'a tenant without policies answers %s tickets within %i minutes and solves them in %i',
  (...row) => {
    const [priority, first_response, resolution] = row;
    const { targets, policyId } = agreementFor({ ...ticket, priority }, []);
    expect([policyId, targets]).toEqual([null, { first_response, resolution }]);
  },
);

test('impact and urgency give the priority; strategic and A accounts come one step sooner', () => {
  const plain = levels.map((impact) => levels.map((urgency) => priorityOf(impact, urgency)));
  expect(plain).toEqual([
    ['urgent', 'high', 'normal'],
    ['high', 'normal', 'low'],
    ['normal', 'low', 'low'],
  ]);
  for (const impact of levels) {
    for (const urgency of levels) {
      const step = priorities.indexOf(priorityOf(impact, urgency));
      const raised = priorityOf(impact, urgency, { grade: 'none', strategic: true });
      expect(priorities.indexOf(raised)).toBe(Math.max(0, step - 1));
    }
  }
});
