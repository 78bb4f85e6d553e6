import { standardProcessId, standardRows } from '@keyline/process/standard';
import { givenTenant, type TestDatabase, testDatabase } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { type SeededProcess, seedProcesses } from './seed-processes.ts';

let database: TestDatabase;
let tenantId: string;
const standard = standardRows() as readonly SeededProcess[];
const [opportunity] = standard as readonly [SeededProcess];

beforeEach(async () => {
  database = await testDatabase().fresh();
  ({ tenantId } = await givenTenant(database));
  await database.execute('DELETE FROM processes');
});

function seed(processes: readonly SeededProcess[]) {
  return seedProcesses(database.client(), processes);
}

const stored = () =>
  database.execute('SELECT id, key, state, number FROM processes ORDER BY key, number, id');

test('a tenant that was there before a version gets its standard processes, once', async () => {
  await seed(standard);
  await seed(standard);
  expect(await stored()).toMatchObject([
    { key: 'contract.standard', state: 'published', number: 1 },
    { key: 'lead.standard', state: 'published', number: 1 },
    { key: 'opportunity.standard', state: 'published', number: 1 },
    { key: 'retention.standard', state: 'published', number: 1 },
    { key: 'ticket.standard', state: 'published', number: 1 },
  ]);
});

test('a new version of a standard process takes the place of the one before, and cases keep the old one', async () => {
  await seed([opportunity]);
  const next = { ...opportunity, code: 'pp0rt2' };
  await seed([next]);
  await seed([next]);
  expect(await stored()).toMatchObject([
    { id: standardProcessId(tenantId, opportunity.code), state: 'replaced', number: 1 },
    { id: standardProcessId(tenantId, next.code), state: 'published', number: 2 },
  ]);
});

test('what a tenant published itself goes on', async () => {
  await seed([opportunity]);
  await database.execute(`UPDATE processes SET created_by = 'usr_x', id = 'pro_own'`);
  await seed([opportunity]);
  expect(await stored()).toMatchObject([
    { id: 'pro_own', state: 'published', number: 1 },
    { id: standardProcessId(tenantId, opportunity.code), state: 'replaced', number: 2 },
  ]);
});
