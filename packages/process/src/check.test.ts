import * as v from 'valibot';
import { expect, test } from 'vitest';
import { check } from './check.ts';
import { type Definition, definitionField } from './definition.ts';
import { contractStandard, contractWords } from './standard/contract.ts';
import { knownWords } from './testing/known.ts';

const known = knownWords(contractWords);

/** The standard contract with something else in some places: by JSON Pointer. */
function with$(places: Readonly<Record<string, unknown>>): Definition {
  const copy = JSON.parse(JSON.stringify(contractStandard)) as Record<string, unknown>;
  for (const [pointer, value] of Object.entries(places)) {
    const parts = pointer.slice(1).split('/');
    const last = String(parts.pop());
    const parent = parts.reduce<Record<string, unknown>>(
      (node, part) => node[part] as Record<string, unknown>,
      copy,
    );
    parent[last] = value;
  }
  return v.parse(definitionField, JSON.parse(JSON.stringify(copy)));
}

function found(places: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  return check(with$(places), known).map(({ pointer, code }) => [pointer, code]);
}

const title = { en: 'Other', 'zh-CN': '其他' };
const action = { name: 'other', title, from: ['drafting'], to: 'reviewing' };

test.each<[string, Record<string, unknown>, string, string]>([
  ['a start that is none', { '/start': 'nowhere' }, '/start', 'unknown_stage'],
  ['a stage twice', { '/stages/2/key': 'drafting' }, '/stages/2/key', 'twice'],
  ['an action from nowhere', { '/actions/0/from': ['nowhere'] }, '/actions/0/from/0', 'unknown_stage'],
  ['an action to nowhere', { '/actions/0/to': 'nowhere' }, '/actions/0/to', 'unknown_stage'],
  ['an action twice in a stage', { '/actions/1': { ...action, name: 'submit' } }, '/stages/0', 'twice'],
  ['a role that is not there', { '/stages/0/actors': ['role:poet'] }, '/stages/0/actors/0', 'unknown_role'],
  [
    'a permission that is not there',
    { '/actions/0/permission': 'poems.write' },
    '/actions/0/permission',
    'unknown_permission',
  ],
  [
    'an effect that is not there',
    { '/actions/0/effects': ['sing'] },
    '/actions/0/effects/0',
    'unknown_effect',
  ],
  [
    'an effect without its form',
    { '/actions/0/effects': ['set_owner'] },
    '/actions/0/effects/0',
    'form_lacks',
  ],
  [
    'a guard that is not there',
    { '/actions/0/when': { all: [{ guard: 'is_poetic' }], otherwise: title } },
    '/actions/0/when/all/0/guard',
    'unknown_guard',
  ],
  [
    'a field that is not there',
    { '/actions/0/when': { all: [{ field: 'poem', is: 'eq', value: 'x' }], otherwise: title } },
    '/actions/0/when/all/0/field',
    'unknown_field',
  ],
  [
    'a number held against a text',
    { '/actions/0/when': { any: [{ field: 'amount', in: [1, 'x'] }], otherwise: title } },
    '/actions/0/when/any/0/in/1',
    'wrong_type',
  ],
  ['an end that acts', { '/stages/5/actors': ['owner'] }, '/stages/5', 'end_acts'],
  ['a stage where nobody acts', { '/stages/2/actors': undefined }, '/stages/2/actors', 'nobody_acts'],
  [
    'an approval for large amounts only',
    { '/stages/1/approval/steps': [{ ...contractStandard.stages[1]?.approval?.steps[2] }] },
    '/stages/1/approval/steps',
    'may_be_empty',
  ],
  [
    'a step that ends before it begins',
    { '/stages/1/approval/steps/2/to': 1 },
    '/stages/1/approval/steps/2/to',
    'not_rising',
  ],
  [
    'holders anywhere, one by one',
    { '/stages/1/approval/steps/2/mode': 'all' },
    '/stages/1/approval/steps/2/candidates/0',
    'not_person',
  ],
  [
    'a form that wants what it does not ask for',
    { '/actions/6/form/required/1': 'poem' },
    '/actions/6/form/required/1',
    'unknown_field',
  ],
  [
    'a stage that nothing leads to',
    { '/actions/3/to': 'drafting', '/actions/1/to': 'effective' },
    '/stages/3',
    'unreachable',
  ],
  [
    'a stage that only a condition leads out of',
    {
      '/actions/7/from': ['reviewing'],
      '/actions/1/when': { all: [{ field: 'amount', is: 'gt', value: 0 }], otherwise: title },
    },
    '/stages/2',
    'no_way_out',
  ],
])('%s is found', (_, places, pointer, code) => {
  expect(found(places)).toContainEqual([pointer, code]);
});

test('a ring without an end is found, and so is a process that has none', () => {
  const ring = {
    ...contractStandard,
    start: 'one',
    stages: [
      { key: 'one', title, actors: ['owner'] },
      { key: 'two', title, actors: ['owner'] },
    ],
    actions: [
      { name: 'there', title, from: ['one'], to: 'two' },
      { name: 'here', title, from: ['two'], to: 'one' },
    ],
  };
  expect(check(ring, known)).toMatchObject([{ code: 'nobody_ends' }]);
  const beside = { ...ring, stages: [...ring.stages, { key: 'end', title, outcome: 'ended' }] };
  expect(check(beside, known).map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/stages/2', 'unreachable'],
    ['/stages/0', 'never_ends'],
    ['/stages/1', 'never_ends'],
  ]);
});

test('a role by the category is only for records that are of one', () => {
  const fields = { amount: contractWords.fields.amount };
  const found = check(contractStandard, knownWords({ ...contractWords, fields }));
  expect(found.map(({ code }) => code)).toEqual(['unknown_field']);
  expect(check(contractStandard, known)).toEqual([]);
});

test('nothing waits for a system that does nothing', () => {
  const idle = knownWords({ ...contractWords, systemActs: false });
  expect(check(contractStandard, idle).map(({ code }) => code)).toContain('system_idle');
});

test('every finding is told in both languages, with the name it is about', () => {
  const [finding] = check(with$({ '/stages/0/actors': ['role:poet'] }), known);
  expect(finding?.detail).toEqual({ en: 'The tenant has no role poet.', 'zh-CN': '没有角色 poet。' });
});

test('what is no definition at all is refused by its shape', () => {
  const shapes = [
    { ...contractStandard, stages: contractStandard.stages.map(({ title: _, ...stage }) => stage) },
    { ...contractStandard, title: { en: 'Only English' } },
    { ...contractStandard, actions: [{ ...contractStandard.actions[0], when: { otherwise: title } }] },
    { ...contractStandard, hook: 'fetch("http://example.cn")' },
  ];
  for (const shape of shapes) expect(v.safeParse(definitionField, shape).success).toBe(false);
});
