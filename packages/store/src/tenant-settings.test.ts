import { newId, settingsDefaults } from '@keyline/kernel';
import { type GivenTenant, givenTenant, insertRow, type TestDatabase, testDatabase } from '@keyline/testkit';
import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { asNumber, statement, tenant } from './statement.ts';
import { settingInSql, tenantSettings } from './tenant-settings.ts';
import { first, tenantStore } from './tenant-store.ts';

let database: TestDatabase;
let given: GivenTenant;
beforeEach(async () => {
  database = await testDatabase().fresh();
  given = await givenTenant(database);
});

const days = statement({
  row: { days: asNumber },
  sql: sql`SELECT ${settingInSql('$.security.sessionDays', 30)} AS "days" WHERE ${tenant} <> ''`,
});

async function read(tenantId = given.tenantId) {
  const store = tenantStore(database.config, tenantId, given.userId);
  return store.read({ all: first(tenantSettings.bind({})), one: first(days.bind({})) });
}

test('a tenant that has set nothing has the defaults', async () => {
  expect(await read()).toEqual({
    all: { locale: 'en', timeZone: 'Asia/Shanghai', settings: settingsDefaults },
    one: { days: 30 },
  });
});

test('what a tenant has set holds for itself alone, and the defaults for the rest', async () => {
  const stamps = { version: 2, created_at: 0, updated_at: 0, created_by: 'test' };
  const { tenantId } = given;
  const chosen = JSON.stringify({ security: { sessionDays: 7 }, auction: { maxUnfinishedAwards: 2 } });
  await insertRow(database, 'settings', { tenant_id: tenantId, id: newId('settings'), ...stamps, chosen });
  const { all, one } = await read();
  expect(all?.settings).toEqual({
    ...settingsDefaults,
    security: { sessionDays: 7 },
    auction: { ...settingsDefaults.auction, maxUnfinishedAwards: 2 },
  });
  expect(one).toEqual({ days: 7 });
  const stranger = await givenTenant(database);
  expect((await read(stranger.tenantId)).one).toEqual({ days: 30 });
});
