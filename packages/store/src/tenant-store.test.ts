import { newId } from '@keyline/kernel';
import { orgUnits } from '@keyline/schema';
import { givenTenant, type OrgUnitSetting, orgUnitById, orgUnitSetting } from '@keyline/testkit';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { UnavailableError } from './faults.ts';
import { asNumber, asText, principal, statement, systemStatement, tenant } from './statement.ts';
import { all, first, tenantStore } from './tenant-store.ts';
import { update } from './writes.ts';

let setting: OrgUnitSetting;
beforeEach(async () => {
  setting = await orgUnitSetting();
});

const ids = statement({
  row: { id: orgUnits.id },
  sql: sql`SELECT ${orgUnits.id} AS "id" FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant} ORDER BY 1`,
});
const counted = statement({
  row: { n: asNumber },
  sql: sql`SELECT count(*) AS "n" FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant}`,
});

describe('a load', () => {
  test('of many parts is one trip, and each part is what it asked for', async () => {
    const [a, b] = [await setting.unit(), await setting.unit()];
    const store = tenantStore(setting.database.config, setting.given.tenantId, setting.given.userId);
    const loaded = await store.read({
      every: all(ids.bind({})),
      one: first(orgUnitById.bind({ id: b.id })),
      none: first(orgUnitById.bind({ id: newId('org_unit') })),
      count: first(counted.bind({})),
      unasked: undefined,
    });
    expect(loaded).toEqual({
      every: [a.id, b.id].toSorted().map((id) => ({ id })),
      one: b,
      none: undefined,
      count: { n: 2 },
    });
    expect(store.spent.trips).toBe(1);
    expectTypeOf(loaded.every).toEqualTypeOf<{ readonly id: string }[]>();
    expectTypeOf(loaded.count).toEqualTypeOf<{ readonly n: number } | undefined>();
  });

  test('of nothing makes no trip', async () => {
    const store = tenantStore(setting.database.config, setting.given.tenantId, setting.given.userId);
    expect(await store.read({ unasked: undefined })).toEqual({});
    expect(store.spent.trips).toBe(0);
  });

  test('knows its tenant and its principal by itself', async () => {
    const who = statement({
      row: { tenant: asText, principal: asText },
      sql: sql`SELECT ${tenant} AS "tenant", ${principal} AS "principal"`,
    });
    const { me } = await setting.store.read({ me: first(who.bind({})) });
    expect(me).toEqual({ tenant: setting.given.tenantId, principal: setting.given.userId });
  });

  test('that the database cannot answer is unavailable', async () => {
    const gone = { ...setting.database.config, fetch: () => Promise.reject(new Error('gone')) };
    const store = tenantStore(gone, setting.given.tenantId, setting.given.userId);
    await expect(store.read({ every: all(ids.bind({})) })).rejects.toThrow(UnavailableError);
  });

  test('that is told to wait is unavailable too', async () => {
    const error = { type: 'error', error: { code: 'SQLITE_BUSY', message: 'database is locked' } };
    const fetch = async (request: Request) => {
      const { requests } = (await request.json()) as { requests: { type: string }[] };
      const results = requests.map(({ type }) =>
        type === 'batch' ? error : { type: 'ok', response: { type } },
      );
      return Response.json({ baton: null, base_url: null, results });
    };
    const store = tenantStore({ ...setting.database.config, fetch }, setting.given.tenantId, 'usr_1');
    await expect(store.read({ every: all(ids.bind({})) })).rejects.toThrow(UnavailableError);
  });
});

describe('a store', () => {
  test('sees and changes nothing of another tenant, by the same statements', async () => {
    const unit = await setting.unit();
    const stranger = await givenTenant(setting.database);
    const store = tenantStore(setting.database.config, stranger.tenantId, stranger.userId);
    expect(
      await store.read({ every: all(ids.bind({})), one: first(orgUnitById.bind({ id: unit.id })) }),
    ).toEqual({
      every: [],
      one: undefined,
    });
    await store.commit({ changes: [], also: [update(orgUnits, { id: unit.id }, { name: 'taken over' })] });
    expect(await store.commit({ changes: [setting.renamed(unit, 'taken over')] })).toEqual({
      committed: false,
      reason: 'race',
    });
    expect(await setting.stored(unit.id)).toEqual(unit);
  });

  test('takes no statement that names no tenant', async () => {
    const foreign = systemStatement({ sql: sql`DELETE FROM ${orgUnits}` }).bind({});
    await expect(setting.store.read({ foreign: all(foreign) })).rejects.toThrow('not a tenant statement');
    await expect(setting.store.commit({ changes: [], also: [foreign] })).rejects.toThrow('not a tenant');
  });

  test('cannot be talked into another tenant by a value of that name', async () => {
    const stranger = await givenTenant(setting.database);
    const store = tenantStore(setting.database.config, stranger.tenantId, stranger.userId);
    await setting.unit();
    const bound = { statement: ids, values: { tenant: setting.given.tenantId } };
    expect(await store.read({ every: all(bound) })).toEqual({ every: [] });
  });
});
