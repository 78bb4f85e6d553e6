import { describe, expect, test } from 'vitest';
import type { Context, Moved } from './context.ts';
import type { Definition, Step } from './definition.ts';
import type { Actor } from './people.ts';
import { isRefused } from './refusals.ts';
import { contractStandard } from './standard/contract.ts';
import { title } from './standard/forms.ts';
import { actorOf, contextOf, organisationOf, user } from './testing/people.ts';
import { open, transition } from './transition.ts';

const hour = 3_600_000;

/** Drafting by the owner, then an approval of these steps. */
function reviewed(...steps: Step[]): Definition {
  return {
    key: 'test.review',
    title: title('Review', '评审'),
    subject: 'case',
    start: 'drafting',
    stages: [
      { key: 'drafting', title: title('Drafting', '起草'), actors: ['owner'] },
      {
        key: 'reviewing',
        title: title('Reviewing', '审核'),
        limit: '2d',
        approval: {
          steps,
          approve: { to: 'done', notify: ['creator'] },
          sendBack: { to: 'drafting' },
          withdraw: { to: 'drafting' },
        },
      },
      { key: 'done', title: title('Done', '完成'), outcome: 'completed' },
    ],
    actions: [{ name: 'submit', title: title('Submit', '提交'), from: ['drafting'], to: 'reviewing' }],
  };
}

function step(mode: Step['mode'], ...candidates: string[]): Step {
  return { key: `step_${candidates.length}`, title: title('Step', '步骤'), mode, candidates };
}

function done(result: ReturnType<typeof transition>): Moved {
  if (isRefused(result)) throw new Error(result.refused);
  return result;
}

/** Bob, who owns what ann created, submits; gives the context and a way to go on. */
function submitted(definition: Definition, context: Context) {
  const act = (
    from: Moved,
    name: string,
    actor: Actor,
    form = {},
    now = hour,
    given: Partial<Context> = {},
  ) => transition(definition, from.next, name, form, actor, { ...context, ...given }, now);
  const opened = done(open(definition, context, 0));
  const moved = done(act(opened, 'submit', actorOf('bob', context.organisation)));
  return { moved, act };
}

const organisation = organisationOf({
  branch_manager: [
    ['team', 'cai', 'dan'],
    ['branch', 'eve'],
  ],
  executive: [['company', 'fay']],
});

describe('who decides', () => {
  test('everybody has to where the step says all, each at a task of his own', () => {
    const { moved, act } = submitted(reviewed(step('all', 'role:branch_manager')), contextOf(organisation));
    expect(moved.opened.map(({ parties }) => parties)).toEqual([
      [{ userId: user('cai') }],
      [{ userId: user('dan') }],
    ]);
    const one = done(act(moved, 'approve', actorOf('cai', organisation), { comment: '同意' }));
    expect(one).toMatchObject({ kind: 'approved', closed: [{ how: 'done' }], opened: [] });
    expect(one.next.stage).toBe('reviewing');
    expect(act(one, 'approve', actorOf('cai', organisation))).toMatchObject({ refused: 'decided' });
    const all = done(act(one, 'approve', actorOf('dan', organisation)));
    expect(all.next).toMatchObject({
      stage: 'done',
      outcome: 'completed',
      tasks: [],
      approval: null,
      clock: null,
    });
    expect(all.notify).toEqual([{ userId: user('ann') }]);
  });

  test('whoever comes first where it says any: one task for the role in its unit', () => {
    const { moved, act } = submitted(reviewed(step('any', 'role:branch_manager')), contextOf(organisation));
    expect(moved.opened.map(({ parties }) => parties)).toEqual([
      [{ role: 'branch_manager', orgUnitId: 'team' }],
    ]);
    expect(done(act(moved, 'approve', actorOf('dan', organisation))).next.outcome).toBe('completed');
  });

  test('a task names nobody who would be refused: of a role that a drafter holds each of the others', () => {
    const both = organisationOf({ branch_manager: [['team', 'bob', 'cai', 'dan']] });
    const { moved, act } = submitted(reviewed(step('any', 'role:branch_manager')), contextOf(both));
    expect(moved.opened.map(({ parties }) => parties)).toEqual([
      [{ userId: user('cai') }, { userId: user('dan') }],
    ]);
    expect(act(moved, 'approve', actorOf('bob', both))).toMatchObject({ refused: 'drafter' });
    // Who came to the role later may decide as well.
    const later = organisationOf({ branch_manager: [['team', 'bob', 'eve']] });
    const by = act(moved, 'approve', actorOf('eve', later), {}, hour, { organisation: later });
    expect(done(by).next.outcome).toBe('completed');
    expect(done(act(moved, 'approve', actorOf('dan', both))).next.outcome).toBe('completed');
  });

  test('a role that only a drafter holds, wherever, leaves it to the administrators', () => {
    const definition = reviewed(step('any', 'role:executive@tenant'));
    const alone = organisationOf({ executive: [['company', 'bob']] });
    expect(submitted(definition, contextOf(alone)).moved.opened[0]?.parties).toEqual([
      { role: 'administrator', orgUnitId: null },
    ]);
    const two = organisationOf({ executive: [['company', 'bob', 'fay']] });
    const { moved, act } = submitted(definition, contextOf(two));
    expect(moved.opened[0]?.parties).toEqual([{ userId: user('fay') }]);
    expect(done(act(moved, 'approve', actorOf('fay', two))).next.outcome).toBe('completed');
  });

  test('who drafted it need not be who made the record', () => {
    const two = organisationOf({ branch_manager: [['team', 'ann', 'cai']] });
    const definition = reviewed(step('any', 'role:branch_manager'));
    const record = { ownerId: user('bob'), creatorId: user('ann'), drafterId: user('cai'), fields: {} };
    const { moved, act } = submitted(definition, { ...contextOf(two), record });
    expect(moved.opened[0]?.parties).toEqual([{ userId: user('ann') }]);
    expect(act(moved, 'approve', actorOf('cai', two))).toMatchObject({ refused: 'drafter' });
    expect(done(act(moved, 'approve', actorOf('ann', two))).next.outcome).toBe('completed');
  });

  test('one after the other in a sequence', () => {
    const definition = reviewed(step('sequence', 'role:executive', 'role:branch_manager'));
    const { moved, act } = submitted(definition, contextOf(organisation));
    expect(moved.opened.map(({ parties }) => parties)).toEqual([[{ userId: user('fay') }]]);
    expect(act(moved, 'approve', actorOf('cai', organisation))).toMatchObject({ refused: 'not_actor' });
    const next = done(act(moved, 'approve', actorOf('fay', organisation)));
    expect(next.opened.map(({ parties }) => parties)).toEqual([[{ userId: user('cai') }]]);
  });

  test('steps follow one another, those for larger amounts are left out for a smaller one', () => {
    const large = { ...step('any', 'role:executive'), key: 'large', from: 100 };
    const definition = reviewed(step('any', 'role:branch_manager'), large);
    const cheap = submitted(definition, contextOf(organisation, { amount: 99 }));
    expect(done(cheap.act(cheap.moved, 'approve', actorOf('cai', organisation))).next.stage).toBe('done');
    const dear = submitted(definition, contextOf(organisation, { amount: 100 }));
    const next = done(dear.act(dear.moved, 'approve', actorOf('cai', organisation), {}, 5 * hour));
    expect(next.next).toMatchObject({ stage: 'reviewing', clock: { startedAt: 5 * hour } });
    expect(next.opened.map(({ parties }) => parties)).toEqual([
      [{ role: 'executive', orgUnitId: 'company' }],
    ]);
  });

  test('nobody decides on what he drafted or submitted: the nearest unit above does, at last an administrator', () => {
    const own = organisationOf(
      {
        branch_manager: [
          ['team', 'bob'],
          ['branch', 'ann'],
        ],
      },
      ['ann', 'adm'],
    );
    const { moved, act } = submitted(reviewed(step('all', 'role:branch_manager')), contextOf(own));
    expect(moved.opened.map(({ parties }) => parties)).toEqual([[{ userId: user('adm') }]]);
    expect(act(moved, 'approve', actorOf('bob', own))).toMatchObject({ refused: 'drafter' });
    expect(act(moved, 'approve', actorOf('ann', own))).toMatchObject({ refused: 'drafter' });
    expect(done(act(moved, 'approve', actorOf('adm', own))).next.outcome).toBe('completed');
  });

  test('where nobody but the drafter is there, it is not submitted, and stays with who has it', () => {
    const alone = organisationOf({}, ['bob']);
    const definition = reviewed(step('any', 'role:branch_manager'));
    const context = {
      ...contextOf(alone),
      record: { ownerId: user('bob'), creatorId: user('bob'), fields: {} },
    };
    const opened = done(open(definition, context, 0));
    const tried = transition(definition, opened.next, 'submit', {}, actorOf('bob', alone), context, hour);
    expect(tried).toMatchObject({ refused: 'no_candidate' });
  });
});

describe('delegates and reviewers', () => {
  const definition = reviewed(step('any', 'role:executive'));

  test('who stands in for an absent approver decides for him, but not on his own draft', () => {
    const { moved, act } = submitted(definition, contextOf(organisation));
    const decided = done(act(moved, 'approve', actorOf('gus', organisation, ['fay'])));
    expect(decided.actsFor).toBe(user('fay'));
    expect(act(moved, 'approve', actorOf('bob', organisation, ['fay']))).toMatchObject({
      refused: 'drafter',
    });
  });

  test('a task that was given to somebody is decided by him, and by nobody else', () => {
    const { moved, act } = submitted(definition, contextOf(organisation));
    const assignees = { [String(moved.opened[0]?.key)]: user('gus') };
    expect(act(moved, 'approve', actorOf('fay', organisation), {}, hour, { assignees })).toMatchObject({
      refused: 'claimed',
    });
    expect(
      done(act(moved, 'approve', actorOf('gus', organisation), {}, hour, { assignees })).next.outcome,
    ).toBe('completed');
  });

  test('an added reviewer has to approve too, whatever the mode; the drafter cannot be one', () => {
    const { moved, act } = submitted(
      definition,
      contextOf(organisation, {}, { activeUsers: [user('gus'), user('bob')] }),
    );
    const fay = actorOf('fay', organisation);
    expect(act(moved, 'add-reviewer', fay, { userId: user('bob') })).toMatchObject({ refused: 'drafter' });
    expect(act(moved, 'add-reviewer', fay, { userId: user('who') })).toMatchObject({
      refused: 'unknown_user',
      pointers: ['/userId'],
    });
    const added = done(act(moved, 'add-reviewer', fay, { userId: user('gus') }));
    expect(added).toMatchObject({ kind: 'reviewer_added', opened: [{ parties: [{ userId: user('gus') }] }] });
    expect(act(added, 'add-reviewer', fay, { userId: user('gus') })).toMatchObject({
      refused: 'reviewer_taken',
    });
    const half = done(act(added, 'approve', fay));
    expect(half.next.outcome).toBeNull();
    expect(done(act(half, 'approve', actorOf('gus', organisation))).next.outcome).toBe('completed');
  });
});

describe('back', () => {
  const definition = reviewed(step('all', 'role:branch_manager'));

  test('sent back with a reason, it is with its owner again, and begins anew when it comes again', () => {
    const { moved, act } = submitted(definition, contextOf(organisation));
    const one = done(act(moved, 'approve', actorOf('cai', organisation)));
    expect(act(one, 'send-back', actorOf('dan', organisation))).toMatchObject({ refused: 'form' });
    const back = done(act(one, 'send-back', actorOf('dan', organisation), { reason: '附件缺失' }));
    expect(back).toMatchObject({
      kind: 'sent_back',
      next: { stage: 'drafting', approval: null, path: ['drafting'] },
    });
    expect(back.opened).toMatchObject([{ kind: 'stage', parties: [{ userId: user('bob') }] }]);
    const again = done(act(back, 'submit', actorOf('bob', organisation)));
    expect(again.opened).toHaveLength(2);
  });

  test('withdrawn by who submitted it, and by nobody else', () => {
    const { moved, act } = submitted(definition, contextOf(organisation));
    expect(act(moved, 'withdraw', actorOf('cai', organisation))).toMatchObject({ refused: 'not_actor' });
    expect(done(act(moved, 'withdraw', actorOf('bob', organisation))).next.stage).toBe('drafting');
  });
});

test('a contract is reviewed by supervisors, the branch and, from a million yuan on, an executive', () => {
  const people = organisationOf({
    business_supervisor: [['team', 'cai', 'dan']],
    branch_manager: [['branch', 'eve']],
    executive: [['company', 'fay']],
  });
  const context = contextOf(people, { amount: 100_000_000 }, { guard: () => true });
  const { moved, act } = submitted(contractStandard, context);
  const approvals = ['cai', 'dan', 'eve', 'fay'];
  const end = approvals.reduce((last, name) => done(act(last, 'approve', actorOf(name, people))), moved);
  expect(end).toMatchObject({
    effects: ['give_reference'],
    next: { stage: 'signing', path: ['drafting', 'reviewing', 'signing'] },
  });
});
