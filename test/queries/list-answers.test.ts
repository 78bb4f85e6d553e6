import { givenUser, type StoredRow } from '@keyline/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mountedOf, productSurface } from '../support/surface.ts';
import { openWorld, type World } from '../support/world.ts';
import { expectedRows, type ModelAsked, models } from './list-model.ts';
import { account, accountAt, choices, giveRoles, grants, isVisibleTo, type Places, tree, unitCount, userCount } from './organisation.ts';
import { putAccounts } from './put-rows.ts';
import { pagesOf } from './walk-pages.ts';
import { narrowWindow } from './window.ts';
import { putUnits } from './put-units.ts';

const surface = await productSurface();
const { operation } = mountedOf(surface, 'listAccounts');
const model = models.listAccounts;

const some = (count: number) => fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 3 });
const among = <T>(list: readonly T[]) => fc.uniqueArray(fc.constantFrom(...list), { minLength: 1, maxLength: 2 });
const sorts = ['createdAt', 'updatedAt', 'name', 'monthlySpend'].flatMap((sort) => [sort, `-${sort}`]);
const words = ['西安', '恒信', '西', 'acme', 'ac', 'cloud', '5g', '西安 acme', '𠮷野', '消防集团', '不在'];

const filters = fc.record(
  {
    owners: some(userCount),
    units: some(unitCount),
    grids: some(unitCount),
    parents: some(4),
    kind: among(choices.kind),
    presence: among(choices.presence),
    grade: among(choices.grade),
    createdFrom: fc.nat(6),
    createdTo: fc.nat(6),
  },
  { requiredKeys: [] },
);

const order = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...sorts).map((sort) => ({ sort })),
  fc.constantFrom(...words).map((q) => ({ q })),
);
