import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Domain } from '@keyline/http';
import { expect, test } from 'vitest';
import { domains } from '../support/domains.ts';
import { fixtureWith } from '../support/fixture/surface.ts';
import { addUnit, getUnit, renameUnit } from '../support/fixture/units.ts';
import { expectNone } from '../support/rule.ts';
import { joinExamples, verbFiles } from '../support/surface.ts';

/** Has no operations of its own: it passes requests on. */
const edge = 'edge';

test('the guards know every Worker', () => {
  const workers = readdirSync(join(import.meta.dirname, '../../workers')).filter((name) => name !== edge);
  expect(domains.map(({ name }) => name).sort()).toEqual(workers.sort());
});

test('every mounted operation has its example beside it, and every written one is mounted', async () => {
  const { surface, findings } = joinExamples(domains, await verbFiles());
  expectNone(findings);
  expect(surface.mounted).toHaveLength(domains.flatMap(({ operations }) => operations).length);
});

const { example } = fixtureWith(addUnit).mounted;
const domainOf = (...operations: Domain['operations']): Domain[] => [
  { name: 'fixture', jobs: [], reactions: [], operations },
];
const written = { file: 'commands/add-unit.ts', exports: { addUnit, example } };

test('the guard bites: an operation without an example', () => {
  const bare = { ...written, exports: { addUnit } };
  expect(joinExamples(domainOf(addUnit), [bare]).findings).toEqual([
    'addUnit: no example is exported beside it',
  ]);
});

test('the guard bites: an operation that nobody mounts', () => {
  const { findings } = joinExamples(domainOf(), [written]);
  expect(findings).toEqual(['addUnit: written in commands/add-unit.ts, and no Worker mounts it']);
});

test('the guard bites: two operations of one id, and two at one place', () => {
  const twin = { ...renameUnit, id: 'addUnit' };
  const sameId = joinExamples(domainOf(addUnit, twin), [written]).findings;
  expect(sameId).toEqual(['addUnit: two operations have this id']);
  const place = { ...getUnit, id: 'getUnitToo' };
  const files = [getUnit, place].map((operation) => ({ file: 'get.ts', exports: { operation, example } }));
  const samePlace = joinExamples(domainOf(getUnit, place), files).findings;
  expect(samePlace).toEqual(['GET /v1/fixture-units/{unitId}: two operations answer there']);
});
