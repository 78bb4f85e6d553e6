import { type OrgUnitSetting, orgUnitSetting } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { tenantStore } from './tenant-store.ts';

let setting: OrgUnitSetting;
beforeEach(async () => {
  setting = await orgUnitSetting();
});

/** As many requests as this, each with a connection of its own, as the Worker makes them. */
function parallel<T>(
  count: number,
  work: (store: ReturnType<typeof tenantStore>, index: number) => Promise<T>,
) {
  const { database, given } = setting;
  const stores = Array.from({ length: count }, () =>
    tenantStore(database.config, given.tenantId, given.userId),
  );
  return Promise.all(stores.map(work));
}

test('of 50 changes of one version at once one wins, and nothing of the others is there', async () => {
  const unit = await setting.unit();
  const outcomes = await parallel(50, (store, index) =>
    store.commit({
      changes: [setting.renamed(unit, `name ${index}`), setting.newUnit({ parentId: unit.id })],
      idempotency: {
        caller: setting.given.userId,
        key: `key ${index}`,
        fingerprint: 'f',
        status: 200,
        headers: {},
        body: null,
        createdAt: 0,
      },
    }),
  );
  const winners = outcomes.flatMap((outcome, index) => (outcome.committed ? [index] : []));
  expect(winners).toHaveLength(1);
  for (const outcome of outcomes.filter((o) => !o.committed)) {
    expect(outcome).toEqual({ committed: false, reason: 'race' });
  }
  expect(await setting.stored(unit.id)).toMatchObject({ version: 2, name: `name ${winners[0]}` });
  expect(await setting.count('org_units')).toBe(2);
  expect(await setting.count('events')).toBe(3);
  expect(await setting.count('idempotency')).toBe(1);
});

test('of 50 twins with one key one wins, and there is one record', async () => {
  const outcomes = await parallel(50, (store) =>
    store.commit({
      changes: [setting.newUnit()],
      idempotency: {
        caller: setting.given.userId,
        key: 'the same',
        fingerprint: 'f',
        status: 201,
        headers: {},
        body: null,
        createdAt: 0,
      },
    }),
  );
  expect(outcomes.filter((outcome) => outcome.committed)).toHaveLength(1);
  expect(outcomes.filter((outcome) => !outcome.committed)).toEqual(
    Array(49).fill({ committed: false, reason: 'twin' }),
  );
  expect(await setting.count('org_units')).toBe(1);
});

test('50 commits that have nothing in common all win, in one order of the log', async () => {
  const outcomes = await parallel(50, (store) => store.commit({ changes: [setting.newUnit()] }));
  expect(outcomes).toEqual(Array(50).fill({ committed: true }));
  const rows = await setting.database.execute('SELECT seq FROM events ORDER BY seq');
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});
