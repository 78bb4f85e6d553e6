import { describe, expect, test } from 'vitest';
import type { Definition, Step } from './definition.ts';
import { isRefused } from './refusals.ts';
import { title } from './standard/forms.ts';
import { actorOf, contextOf, organisationOf, user } from './testing/people.ts';
import { open, transition } from './transition.ts';

/** An approval of one step by whoever supervises the category. */
function reviewed(mode: Step['mode']): Definition {
  const candidates = ['role:executive@category'];
  const approval = {
    steps: [{ key: 'review', title: title('Review', '评审'), mode, candidates }],
    approve: { to: 'done' },
  };
  return {
    key: 'test.review',
    title: title('Review', '评审'),
    subject: 'case',
    start: 'drafting',
    stages: [
      { key: 'drafting', title: title('Drafting', '起草'), actors: ['owner'] },
      { key: 'reviewing', title: title('Reviewing', '审核'), approval },
      { key: 'done', title: title('Done', '完成'), outcome: 'completed' },
    ],
    actions: [{ name: 'submit', title: title('Submit', '提交'), from: ['drafting'], to: 'reviewing' }],
  };
}

const organisation = {
  ...organisationOf({ executive: [['branch', 'eva']] }),
  supervising: {
    executive: [
      { orgUnitId: 'lines', userIds: [user('lin'), user('bob')] },
      { orgUnitId: 'clouds', userIds: [user('cla')] },
    ],
  },
};

/** Bob submits; `approve` is what somebody gets who decides then. */
function submitted(mode: Step['mode'], given: typeof organisation = organisation) {
  const [definition, context] = [reviewed(mode), contextOf(given)];
  const opened = open(definition, context, 0);
  if (isRefused(opened)) throw new Error(opened.refused);
  const moved = transition(definition, opened.next, 'submit', {}, actorOf('bob', given), context, 1);
  if (isRefused(moved)) throw new Error(moved.refused);
  return {
    seats: moved.next.approval?.steps[0]?.seats.map(({ party }) => party),
    approve: (name: string) =>
      transition(definition, moved.next, 'approve', {}, actorOf(name, given), context, 2),
  };
}

describe('a role in the departments that supervise the category', () => {
  test('is every holder in each of them, but for who submitted it', () => {
    expect(submitted('all').seats).toEqual([{ userId: user('cla') }, { userId: user('lin') }]);
  });

  test('is one of each department where anybody will do: its holders decide, and nobody above them', () => {
    const { seats, approve } = submitted('any');
    expect(seats).toEqual(['lines', 'clouds'].map((orgUnitId) => ({ role: 'executive', orgUnitId })));
    expect(approve('eva')).toMatchObject({ refused: 'not_actor' });
    expect(approve('cla')).toMatchObject({ next: { outcome: 'completed' } });
  });

  test('is the nearest above where nobody but who submitted it is there', () => {
    const only = { executive: [{ orgUnitId: 'lines', userIds: [user('bob')] }] };
    const { seats } = submitted('all', { ...organisation, supervising: only });
    expect(seats).toEqual([{ userId: user('eva') }]);
  });
});
