import { type Domain, list } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { interactions } from '@keyline/schema';
import { nameParty, tenantStore } from '@keyline/store';
import { givenUser } from '@keyline/testkit';
import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { putAccounts, putRows } from '../queries/put-rows.ts';
import { walkPages } from '../queries/walk-pages.ts';
import { openWorld, type World } from '../support/world.ts';

/** A list of records of a domain to come: they hang on accounts, and open work names them by their type. */
const listVisits = list({
  id: 'listVisits',
  path: '/v1/fixture-visits',
  tag: 'Visits',
  summary: 'List visits',
  permission: 'interactions.read',
  shape: {
    table: interactions,
    row: { id: interactions.id, heldAt: interactions.heldAt },
    permission: 'interactions.read',
    scoped: {
      creator: interactions.createdBy,
      account: interactions.accountId,
      named: { subjectType: 'interaction', id: interactions.id },
    },
    scopeIndexes: {
      creator: { heldAt: 'fixture_by_creator' },
      account: { heldAt: 'interactions_by_account' },
    },
    publicly: ['heldAt'],
    id: interactions.id,
    sorts: { heldAt: { column: interactions.heldAt, index: 'fixture_by_time' } },
    filters: { kind: { column: interactions.kind, test: 'any' } },
  },
  filters: { kind: v.string() },
  defaultOrder: '-heldAt',
  sorts: ['heldAt'],
  item: v.strictObject({ id: v.string(), isWhole: v.boolean() }),
  view: ({ id }, { isWhole }) => ({ id, isWhole }),
});

let world: World;
const visits: string[] = [];
let accountIds: readonly string[];
beforeAll(async () => {
  const domain: Domain = { name: 'fixture', jobs: [], reactions: [], operations: [listVisits] };
  world = await openWorld({ domains: [domain], mounted: [] });
  const { database, home } = world;
  for (const [name, columns] of [
    ['fixture_by_creator', 'created_by, held_at'],
    ['fixture_by_time', 'held_at'],
  ]) {
    await database.execute(`CREATE INDEX ${name} ON interactions (tenant_id, ${columns}, id)`);
  }
  accountIds = Array.from({ length: 4 }, () => newId('account'));
  await putAccounts(
    database,
    home.tenantId,
    accountIds.map((id) => ({ id, name: id, createdBy: home.administratorId })),
  );
  for (const [at, account_id] of accountIds.entries()) {
    const id = newId('interaction');
    visits.push(id);
    await putRows(database, 'interactions', [
      {
        ...{ tenant_id: home.tenantId, id, version: 1, created_at: 0, updated_at: 0, created_by: 'test' },
        ...{ account_id, kind: 'visit', held_at: at, summary: '勘查' },
      },
    ]);
  }
});

async function seenBy(token: string, variant = {}): Promise<readonly string[]> {
  return walkPages(world, { operation: listVisits, variant, caller: token, limit: 2 });
}

const someone = (scope: 'team' | 'own' | 'tenant') =>
  givenUser(world.database, world.home.tenantId, { permissions: ['interactions.read'], scope });

test('what hangs on an account is for its team, its account manager included', async () => {
  const { userId, token } = await someone('team');
  expect(await seenBy(token)).toEqual([]);
  await world.database.execute('UPDATE accounts SET owner_id = ? WHERE id = ?', [
    userId,
    accountIds[1] ?? '',
  ]);
  await putRows(world.database, 'account_team', [
    {
      ...{
        tenant_id: world.home.tenantId,
        id: newId('team_member'),
        version: 1,
        created_at: 0,
        updated_at: 0,
      },
      ...{ created_by: 'test', account_id: accountIds[3] ?? '', user_id: userId, role: 'backup' },
    },
  ]);
  expect(await seenBy(token)).toEqual([visits[3], visits[1]]);
  expect(await seenBy(token, { sort: 'heldAt' })).toEqual([visits[1], visits[3]]);
  expect((await seenBy((await someone('own')).token)).length).toBe(0);
  expect((await seenBy((await someone('tenant')).token)).length).toBe(4);
});

test('open work names one record, and not the others of its account', async () => {
  const { userId, token } = await someone('own');
  const naming = {
    ...{ subject: { type: 'interaction', id: visits[2] ?? '' }, accountId: accountIds[2] ?? null },
    ...{ reason: 'task' as const, causeId: 'tsk_9', openedAt: 0 },
  };
  const store = tenantStore(world.database.config, world.home.tenantId, userId);
  await store.commit({ changes: [], also: [nameParty(naming, { userId })] });
  const { answer } = await world.ask(listVisits, {}, { caller: token });
  expect(answer.body).toMatchObject({ data: [{ id: visits[2], isWhole: false }] });
  expect(await seenBy(token, { kind: 'visit' })).toEqual([]);
});
