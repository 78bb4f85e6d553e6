import { newId } from '@keyline/kernel';
import { givenUser } from '@keyline/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { mountedOf, productSurface } from '../support/surface.ts';
import { openWorld, type World } from '../support/world.ts';
import type { Variant } from './list-variants.ts';
import { putAccounts } from './put-rows.ts';
import { putUnits } from './put-units.ts';
import { walkPages } from './walk-pages.ts';

const surface = await productSurface();
const { operation } = mountedOf(surface, 'listAccounts');
const count = 600;
const limit = 20;
const firstMade = Date.UTC(2026, 0, 1);

interface Setting {
  readonly world: World;
  readonly callers: Readonly<Record<string, string>>;
}

/** Accounts of one owner in one grid, made together or one after the other. */
async function arranged(secondsApart: number): Promise<Setting> {
  const world = await openWorld(surface, { measured: true });
  const { tenantId, token } = world.home;
  const permissions = ['accounts.read'];
  const [branch, grid] = await putUnits(world.database, tenantId, [
    { parent: -1, kind: 'branch' },
    { parent: 0, kind: 'grid' },
  ]);
  const own = await givenUser(world.database, tenantId, { permissions, scope: 'own' });
  const unit = { permissions, scope: 'unit', orgUnitId: branch?.id ?? '' } as const;
  const callers = { administrator: token, own: own.token };
  const accounts = Array.from({ length: count }, (_, i) => ({
    id: newId('account'),
    name: '西安恒信',
    createdBy: own.userId,
    ownerId: own.userId,
    orgUnitId: grid?.id ?? '',
    createdAt: firstMade + i * secondsApart * 1000,
    grade: 'A',
  }));
  await putAccounts(world.database, tenantId, accounts);
  const head = await givenUser(world.database, tenantId, unit);
  return { world, callers: { ...callers, unit: head.token } };
}

/** Steps of each page of a walk to the end. */
async function stepsOf({ world, callers }: Setting, caller: string, variant: Variant): Promise<number[]> {
  const token = callers[caller] ?? '';
  const steps: number[] = [];
  const last = () =>
    world.database
      .measured()
      .slice(-2)
      .map((one) => one.steps);
  const asked = { operation, variant, caller: token, limit };
  const ids = await walkPages(world, asked, async () => steps.push(Math.max(...last())));
  expect(new Set(ids).size).toBe(count);
  return steps;
}

describe.each([
  ['made in one moment', 0],
  ['made one after the other', 1],
])('of accounts that were %s, the last full page costs no more than the second', (_, secondsApart) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await arranged(secondsApart);
  });

  const orders = ['createdAt', '-createdAt', 'name', '-updatedAt', 'monthlySpend'];
  const bounds = { createdFrom: '2025-01-01T00:00:00Z', createdTo: '2027-01-01T00:00:00Z' };
  const variants: readonly Variant[] = [
    ...orders.flatMap((sort) => [{ sort }, { sort, grade: 'A' }, { sort, ...bounds }]),
    { q: '西安' },
  ];
  test.each(
    variants.flatMap((variant) =>
      ['administrator', 'own', 'unit'].map((caller) => [JSON.stringify(variant), caller, variant] as const),
    ),
  )('%s for %s', async (_name, caller, variant) => {
    const steps = await stepsOf(setting, caller, variant);
    const [second = 0, last = 0] = [steps[1], steps[count / limit - 2]];
    expect(last, `${second} steps become ${last}`).toBeLessThanOrEqual(second * 1.2);
  });
});
