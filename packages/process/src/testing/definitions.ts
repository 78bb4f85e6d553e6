import fc from 'fast-check';
import type { Action, Definition, Stage, Step } from '../definition.ts';
import { reasonForm, title } from '../standard/forms.ts';
import type { Vocabulary } from '../vocabulary.ts';

export const testWords: Vocabulary = {
  subject: 'case',
  title: title('Case', '流程'),
  fields: { amount: { title: title('Amount', '金额'), type: 'integer' } },
  guards: {},
  effects: {},
  systemActs: true,
};

export const testRoles = ['account_manager', 'branch_manager', 'executive'] as const;

const who = fc.constantFrom(
  'owner',
  'creator',
  ...testRoles.map((role) => `role:${role}`),
  'role:executive@tenant',
);
const span = fc.constantFrom('30m', '1d', '2d');

const step = fc.record(
  {
    mode: fc.constantFrom('all', 'any', 'sequence'),
    candidates: fc.uniqueArray(fc.constantFrom(...testRoles.map((role) => `role:${role}`)), {
      minLength: 1,
      maxLength: 2,
    }),
    each: fc.constantFrom('person', 'role'),
    from: fc.integer({ min: 1, max: 500 }),
    limit: span,
  },
  { requiredKeys: ['mode', 'candidates'] },
);

const draft = fc.record({
  actors: fc.uniqueArray(who, { minLength: 1, maxLength: 2 }),
  limit: fc.option(span, { nil: undefined }),
  pauses: fc.boolean(),
  steps: fc.option(fc.array(step, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  conditional: fc.boolean(),
});

const extra = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  back: fc.boolean(),
  by: fc.option(fc.uniqueArray(who, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  asks: fc.boolean(),
  amount: fc.option(fc.integer({ min: 0, max: 1000 }), { nil: undefined }),
});

type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never;
type Extra = typeof extra extends fc.Arbitrary<infer T> ? T : never;

/**
 * Definitions that are right by their making: a chain of stages to an end, some of them approvals, with further
 * ways forth and back, with and without conditions.
 */
export const definitions: fc.Arbitrary<Definition> = fc
  .record({
    drafts: fc.array(draft, { minLength: 1, maxLength: 5 }),
    extras: fc.array(extra, { maxLength: 6 }),
  })
  .map(({ drafts, extras }) => ({
    key: 'test.random',
    title: title('Random', '随机流程'),
    subject: 'case',
    start: 's0',
    stages: [...drafts.map(stage), { key: 'end', title: title('End', '结束'), outcome: 'ended' }],
    actions: [
      ...drafts.flatMap((made, index) => forth(made, index, drafts.length)),
      ...extras.map((made, index) => further(made, index, drafts.length)),
    ],
  }));

function stage({ actors, limit, pauses, steps }: Draft, index: number): Stage {
  const base = {
    key: `s${index}`,
    title: title(`Stage ${index}`, `环节${index}`),
    actors,
    ...(limit && { limit }),
  };
  if (steps === undefined) return { ...base, ...(pauses && { pauses }) };
  const made = steps.map(
    ({ from, ...rest }, n): Step => ({
      ...rest,
      key: `p${n}`,
      title: title(`Step ${n}`, `步骤${n}`),
      // The first one counts for every amount.
      ...(n > 0 && from !== undefined && { from }),
    }),
  );
  const approve = { to: 'end' };
  return { ...base, approval: { steps: made, approve, sendBack: { to: 's0' }, withdraw: { to: 's0' } } };
}

function forth({ conditional }: Draft, index: number, length: number): Action[] {
  const to = index + 1 === length ? 'end' : `s${index + 1}`;
  const plain = { title: title('On', '继续'), from: [`s${index}`], to };
  const otherwise = title('Not yet.', '尚不可执行。');
  const held: Action = {
    ...plain,
    name: `held-${index}`,
    when: { any: [{ field: 'amount', is: 'ge', value: 100 }], otherwise },
  };
  return [{ ...plain, name: `on-${index}` }, ...(conditional ? [held] : [])];
}

function further({ from, to, back, by, asks, amount }: Extra, index: number, length: number): Action {
  const otherwise = title('Too little.', '金额不足。');
  return {
    name: `extra-${index}`,
    title: title('Elsewhere', '转至'),
    from: [`s${from % length}`],
    to: back ? 'back' : `s${to % length}`,
    ...(by && { by }),
    ...(asks && { form: reasonForm }),
    ...(amount !== undefined && { when: { all: [{ field: 'amount', is: 'le', value: amount }], otherwise } }),
  };
}
