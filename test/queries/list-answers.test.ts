import { givenUser, type StoredRow } from '@keyline/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mountedOf, productSurface } from '../support/surface.ts';
import { openWorld, type World } from '../support/world.ts';
import { expectedRows, type ModelAsked } from './expected-rows.ts';
import { models } from './list-model.ts';
import type { Variant } from './list-variants.ts';
import {
  account,
  accountAt,
  choices,
  type DrawnAccount,
  type Grant,
  grants,
  instantOf,
  isVisibleTo,
  type Places,
  reachesOf,
  tree,
  unitCount,
  userCount,
} from './organisation.ts';
import { putRoles, putUsers } from './put-people.ts';
import { putAccounts } from './put-rows.ts';
import { putUnits, type UnitToPut } from './put-units.ts';
import { walkPages } from './walk-pages.ts';
import { narrowWindow } from './window.ts';

const surface = await productSurface();
const { operation } = mountedOf(surface, 'listAccounts');

const places = (count: number) => fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 3 });
const among = (list: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...list), { minLength: 1, maxLength: 2 });
const sorts = ['createdAt', 'updatedAt', 'name', 'monthlySpend'].flatMap((sort) => [sort, `-${sort}`]);
const words = ['西安', '恒信', '西', 'acme', 'ac', 'cloud', '5g', '西安 acme', '𠮷野', '消防集团', '不在'];

const values = fc.record({
  ownerId: places(userCount),
  orgUnitId: places(unitCount),
  gridId: places(unitCount),
  parentId: places(4),
  kind: among(choices.kind),
  presence: among(choices.presence),
  grade: among(choices.grade),
  createdFrom: fc.nat(4),
  createdTo: fc.integer({ min: 2, max: 6 }),
});
const names = ['ownerId', 'orgUnitId', 'gridId', 'parentId', 'kind', 'presence', 'grade'] as const;

const drawnAsk = fc.record({
  /** Few at a time: with many, nothing is left to show. */
  filters: fc
    .tuple(values, fc.subarray([...names, 'createdFrom', 'createdTo'] as const, { maxLength: 2 }))
    .map(
      ([drawn, chosen]): Partial<typeof drawn> =>
        Object.fromEntries(chosen.map((name) => [name, drawn[name]])),
    ),
  order: fc.oneof(
    fc.constant({}),
    fc.constantFrom(...sorts).map((sort) => ({ sort })),
    fc.constantFrom(...words).map((q) => ({ q })),
  ),
});
type DrawnAsk = typeof drawnAsk extends fc.Arbitrary<infer T> ? T : never;

const accounts = fc.array(account, { minLength: 10, maxLength: 40, size: 'max' });
/** Windows that end in the midst of a page, between pages, and never. */
const window = fc.constantFrom(2, 3, 5, 8, 2000);
const limit = fc.integer({ min: 1, max: 12 });

interface Setting {
  readonly world: World;
  readonly tenantId: string;
  readonly caller: string;
  readonly places: Places;
  readonly accountIds: string[];
  readonly isVisible: (row: StoredRow) => boolean;
}

/** A tenant with these units and users, of whom the first is the caller. */
async function arranged(units: readonly UnitToPut[], held: readonly Grant[]): Promise<Setting> {
  const world = await openWorld(surface);
  const { tenantId } = world.home;
  const { userId, token } = await givenUser(world.database, tenantId);
  const users = [userId, ...(await putUsers(world.database, tenantId, userCount - 1))];
  const at = { users, units: await putUnits(world.database, tenantId, units) };
  const holder = { tenantId, principalId: userId };
  await putRoles(world.database, holder, reachesOf(held, at), ['accounts.read']);
  return {
    ...{ world, tenantId, caller: token, places: at, accountIds: [] },
    isVisible: isVisibleTo(userId, held, at),
  };
}

async function add(setting: Setting, drawn: readonly DrawnAccount[]): Promise<void> {
  const { world, tenantId, accountIds } = setting;
  const made = drawn.map((one) => {
    const put = accountAt(one, setting.places, accountIds);
    accountIds.push(put.id);
    return put;
  });
  await putAccounts(world.database, tenantId, made);
}

/** What was drawn by places, as a request and as the model takes it. */
function askOf(
  { filters, order }: DrawnAsk,
  { places: at, accountIds }: Setting,
): { variant: Variant; asked: ModelAsked } {
  const { ownerId, orgUnitId, gridId, parentId, createdFrom, createdTo, ...chosen } = filters;
  const ids = (drawn: readonly number[] | undefined, of: (place: number) => string | undefined) =>
    drawn?.map(of).filter((id) => id !== undefined);
  const unit = (place: number) => at.units[place]?.id;
  const lists = {
    ownerId: ids(ownerId, (place) => at.users[place]),
    orgUnitId: ids(orgUnitId, unit),
    gridId: ids(gridId, unit),
    parentId: ids(parentId, (place) => accountIds[place]),
    ...chosen,
  };
  const bounds = { createdFrom, createdTo };
  const given = Object.entries(lists).filter((one): one is [string, string[]] => (one[1]?.length ?? 0) > 0);
  const limits = Object.entries(bounds).filter((one): one is [string, number] => one[1] !== undefined);
  const bounded = limits.map(([name, second]) => [name, instantOf(second)] as const);
  const instants = bounded.map(([name, at]) => [name, new Date(at).toISOString()] as const);
  return {
    variant: Object.fromEntries<string | readonly string[]>([
      ...given,
      ...instants,
      ...Object.entries(order),
    ]),
    asked: { filters: Object.fromEntries<readonly string[] | number>([...given, ...bounded]), ...order },
  };
}

async function expectedIds({ world, tenantId, isVisible }: Setting, asked: ModelAsked): Promise<string[]> {
  const model = models.listAccounts;
  if (model === undefined) throw new Error('no model of accounts');
  const rows = await world.database.execute('SELECT * FROM accounts WHERE tenant_id = ?', [tenantId]);
  return expectedRows(model, rows as unknown as StoredRow[], asked, isVisible).map(({ id }) => String(id));
}

test('a walk over all pages shows exactly the accounts that a scan of all rows shows, in its order', async () => {
  let manyPages = 0;
  await fc.assert(
    fc.asyncProperty(
      ...([tree, grants, accounts, drawnAsk, window, limit] as const),
      async (units, held, drawn, ask, rows, size) => {
        const setting = await arranged(units, held);
        await add(setting, drawn);
        const { variant, asked } = askOf(ask, setting);
        const world = setting.world.within(narrowWindow(rows));
        const { caller } = setting;
        const walked = await walkPages(world, { operation, variant, caller, limit: size });
        expect(walked).toEqual(await expectedIds(setting, asked));
        if (walked.length > size) manyPages += 1;
      },
    ),
    { numRuns: 150 },
  );
  expect(manyPages).toBeGreaterThan(25);
}, 120_000);

test('accounts that come between two pages hide no other, and show none twice or out of order', async () => {
  await fc.assert(
    fc.asyncProperty(
      ...([
        tree,
        grants,
        accounts,
        fc.array(account, { minLength: 1, maxLength: 12 }),
        drawnAsk,
        window,
        limit,
      ] as const),
      async (units, held, drawn, coming, ask, rows, size) => {
        const setting = await arranged(units, held);
        await add(setting, drawn);
        const { variant, asked } = askOf(ask, setting);
        const before = await expectedIds(setting, asked);
        const world = setting.world.within(narrowWindow(rows));
        const asking = { operation, variant, caller: setting.caller, limit: size };
        const walked = await walkPages(world, asking, (page) => add(setting, coming.slice(page, page + 1)));
        const after = await expectedIds(setting, asked);
        expect(walked).toEqual(after.filter((id) => walked.includes(id)));
        expect(before.filter((id) => !walked.includes(id))).toEqual([]);
      },
    ),
    { numRuns: 75 },
  );
}, 120_000);
