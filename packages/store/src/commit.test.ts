import { newId } from '@keyline/kernel';
import { orgUnits, roles } from '@keyline/schema';
import { type OrgUnitSetting, orgUnitFields, orgUnitSetting, orgUnitSubject } from '@keyline/testkit';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { changed } from './changes.ts';
import { must } from './must.ts';
import { tenant, value } from './statement.ts';
import type { Commit, FirstAnswer } from './tenant-store.ts';
import { insert, update } from './writes.ts';

let setting: OrgUnitSetting;
beforeEach(async () => {
  setting = await orgUnitSetting();
});

/** Gives what it is given: `must` alone decides what counts as true. */
const holds = must(['truth'], sql`iif(${tenant} IS NULL, NULL, ${value('truth')})`);

function answer(fields: Partial<FirstAnswer> = {}): FirstAnswer {
  const usual = { fingerprint: 'f', status: 201, headers: { ETag: '"1"' }, body: '{}', createdAt: 5 };
  return { caller: setting.given.userId, key: 'k', ...usual, ...fields };
}

/** Everything that a commit can write, to compare before and after. */
async function everything() {
  const tables = ['org_units', 'events', 'private_changes', 'idempotency'];
  const select = (table: string) => setting.database.execute(`SELECT * FROM ${table}`);
  return JSON.stringify(await Promise.all(tables.map(select)));
}

/** Whether the commit is lost for this reason, and leaves no trace. */
async function expectLost(commit: Commit, loss: Record<string, unknown>) {
  const before = await everything();
  expect(await setting.store.commit(commit)).toEqual({ committed: false, ...loss });
  expect(await everything()).toBe(before);
}

describe('a commit', () => {
  test('is one trip and writes in this order: answer, musts, what changes need, changes with events, the rest', async () => {
    const before = await setting.unit();
    const name = { en: 'Desk', 'zh-CN': '前台' };
    const stamps = { version: 1, createdAt: 1, updatedAt: 1, createdBy: 'usr_1' };
    const role = { id: newId('role'), key: 'desk', kind: 'custom', name, ...stamps } as const;
    const marks = setting.database.recorded().length;
    const trips = setting.store.spent.trips;
    const outcome = await setting.store.commit({
      also: [update(orgUnits, { id: before.id }, { kind: 'grid' })],
      changes: [setting.renamed(before, 'North'), setting.newUnit({ parentId: before.id })],
      before: [insert(roles, role)],
      musts: [holds.bind({ truth: 1 })],
      idempotency: answer(),
    });
    expect(outcome).toEqual({ committed: true });
    expect(setting.store.spent.trips).toBe(trips + 1);
    const written = setting.database.recorded().slice(marks);
    expect(
      written.map(({ sql: text }) => /^\w+ (?:INTO )?"?(\w+)/.exec(text)?.[0].replaceAll('"', '')),
    ).toEqual([
      'INSERT INTO idempotency',
      'INSERT INTO must',
      'INSERT INTO roles',
      'UPDATE org_units',
      'INSERT INTO events',
      'INSERT INTO org_units',
      'INSERT INTO events',
      'UPDATE org_units',
    ]);
    expect(await setting.stored(before.id)).toMatchObject({ name: 'North', kind: 'grid', version: 2 });
  });

  test('of nothing is made without a trip', async () => {
    const trips = setting.store.spent.trips;
    expect(await setting.store.commit({ changes: [] })).toEqual({ committed: true });
    expect(setting.store.spent.trips).toBe(trips);
  });

  test('keeps the first answer as it was given', async () => {
    await setting.store.commit({ changes: [setting.newUnit()], idempotency: answer() });
    const [kept] = await setting.database.execute('SELECT * FROM idempotency');
    expect(kept).toMatchObject({
      tenant_id: setting.given.tenantId,
      status: 201,
      headers: '{"ETag":"\\"1\\""}',
    });
  });
});

describe('a commit is lost whole', () => {
  test('to a twin with the same key, even when its change would be lost too', async () => {
    const unit = await setting.unit();
    await setting.store.commit({ changes: [setting.renamed(unit, 'North')], idempotency: answer() });
    const twin = { changes: [setting.renamed(unit, 'North')], idempotency: answer() };
    await expectLost(twin, { reason: 'twin' });
  });

  test('to whoever changed the record to a later version', async () => {
    const stale = await setting.unit();
    const second = { ...stale, version: 2 };
    await setting.store.commit({ changes: [setting.renamed(stale, 'North')] });
    await setting.store.commit({ changes: [setting.renamed(second, 'South')] });
    const late = { changes: [setting.newUnit(), setting.renamed(stale, 'East')], idempotency: answer() };
    await expectLost(late, { reason: 'race' });
  });

  test('to whoever changed the record to the very same version', async () => {
    const stale = await setting.unit();
    await setting.store.commit({ changes: [setting.renamed(stale, 'North')] });
    const late = { changes: [setting.newUnit(), setting.renamed(stale, 'North')], idempotency: answer() };
    await expectLost(late, { reason: 'race' });
  });

  test('to a later version of which the log knows nothing', async () => {
    const unit = await setting.unit();
    await setting.database.execute('UPDATE org_units SET version = 3 WHERE id = ?', [unit.id]);
    await expectLost({ changes: [setting.renamed(unit, 'North')] }, { reason: 'race' });
  });

  test('when the record is not there at all', async () => {
    const unit = await setting.unit();
    const missing = { ...unit, id: newId('org_unit') };
    await expectLost({ changes: [setting.renamed(missing, 'North')] }, { reason: 'race' });
  });

  test.each([0, 2, -1, null, 'yes', '1'])('when a rule that must hold gives %j', async (truth) => {
    const wanted = { changes: [setting.newUnit()], idempotency: answer() };
    await expectLost({ ...wanted, musts: [holds.bind({ truth })] }, { reason: 'precondition' });
    const outcome = await setting.store.commit({ ...wanted, musts: [holds.bind({ truth: 1 })] });
    expect(outcome).toEqual({ committed: true });
  });

  test('when the record that a rule asks about is not there', async () => {
    const isBranch = must(
      ['id'],
      sql`SELECT ${orgUnits.kind} = 'branch' FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant} AND ${orgUnits.id} = ${value('id')}`,
    );
    const unit = await setting.unit();
    const gone = { changes: [setting.newUnit()], musts: [isBranch.bind({ id: newId('org_unit') })] };
    await expectLost(gone, { reason: 'precondition' });
    const there = { changes: [setting.newUnit()], musts: [isBranch.bind({ id: unit.id })] };
    expect(await setting.store.commit(there)).toEqual({ committed: true });
  });

  test('to a unique index, whose columns it names', async () => {
    const unit = await setting.unit();
    const columns = ['org_units.tenant_id', 'org_units.path'];
    const same = setting.newUnit({ path: unit.path });
    await expectLost({ changes: [setting.newUnit(), same] }, { reason: 'unique', columns });
    const other = await setting.unit();
    const moved = changed(
      setting.moment,
      orgUnitSubject,
      other,
      { path: unit.path },
      { type: 'org_unit.moved' },
    );
    await expectLost({ changes: [moved] }, { reason: 'unique', columns });
  });

  test('to a primary key, whose columns it names', async () => {
    const unit = await setting.unit();
    const again = setting.newUnit(orgUnitFields({ id: unit.id, path: 'other/' }));
    const columns = ['org_units.tenant_id', 'org_units.id'];
    await expectLost({ changes: [again] }, { reason: 'unique', columns });
  });

  test('when it names a record that is not there, or not in this tenant', async () => {
    const stranger = await orgUnitSetting();
    const foreign = await stranger.unit();
    for (const parentId of [newId('org_unit'), foreign.id]) {
      await expectLost({ changes: [setting.newUnit({ parentId })] }, { reason: 'reference' });
    }
  });
});

test('a statement that is wrong is an error, not a loss', async () => {
  const broken = must([], sql`SELECT ${tenant} FROM nowhere`);
  const before = await everything();
  await expect(
    setting.store.commit({ changes: [setting.newUnit()], musts: [broken.bind({})] }),
  ).rejects.toThrow('no such table: nowhere');
  expect(await everything()).toBe(before);
});
