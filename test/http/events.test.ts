import { catalogue } from '@keyline/protocol';
import { expect, test } from 'vitest';
import { fixtureWith } from '../support/fixture/surface.ts';
import { expectNone } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { eventFindings } from './rules/events.ts';

const surface = await productSurface();

test('every event that an example writes is in the catalogue, in words of both languages', () => {
  expect(surface.mounted.flatMap(({ example }) => example.events ?? [])).not.toEqual([]);
  expectNone(eventFindings(surface, catalogue));
});

test('the guard bites: an event that the catalogue does not know', () => {
  const { 'org_unit.changed': _, ...known } = catalogue;
  expect(eventFindings(fixtureWith().surface, known)).toEqual(['org_unit.changed is not in the catalogue']);
});

test('the guard bites: an event without words in one language', () => {
  const known = {
    'org_unit.created': { summary: { en: 'A unit was added', 'zh-CN': 'A unit was added' } },
    'org_unit.changed': { summary: { en: '', 'zh-CN': '单元已修改' } },
  };
  expect(eventFindings(fixtureWith().surface, known)).toEqual([
    'org_unit.created has no Chinese words',
    'org_unit.changed has no English words',
  ]);
});

test('the guard bites: data for a permission that nobody can hold', () => {
  const summary = { en: 'A unit was added', 'zh-CN': '单元已添加' };
  const known = {
    'org_unit.created': { summary, dataPermission: 'org_units.peek' },
    'org_unit.changed': { summary, dataPermission: 'org_units.read' },
  };
  expect(eventFindings(fixtureWith().surface, known)).toEqual([
    'org_unit.created needs org_units.peek, which nobody can hold',
  ]);
});
