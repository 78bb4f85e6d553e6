import { created, type Moment, tenantStore } from '@keyline/store';
import {
  givenTenant,
  messageOf,
  orgUnitFields,
  orgUnitSubject,
  testDatabase,
  workerUnderTest,
} from '@keyline/testkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reaction } from './reaction.ts';
import { reactingDomain } from './testing/unit-domain.ts';

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

test('health counts what is not sent, under way, dead and stray, whatever tenant it is of', async () => {
  const database = await testDatabase().fresh();
  const { tenantId, userId } = await givenTenant(database);
  const moment: Moment = { actor: { type: 'user', id: userId }, now: 1, requestId: null };
  const unit = () => created(moment, orgUnitSubject, orgUnitFields(), { type: 'org_unit.created' });
  const store = tenantStore(database.config, tenantId, userId);
  await store.commit({ changes: [unit(), unit(), unit()] });
  const failing = reaction({ on: 'org_unit.created', decide: () => Promise.reject(new Error('no')) });
  const worker = await workerUnderTest(reactingDomain(failing), database);
  const events = async () =>
    (await worker.request<{ detail: { events: object } }>('GET', '/healthz?detail=1')).body.detail.events;
  expect(await events()).toEqual({ unsent: 3, underWay: 0, dead: 0, stray: 0 });

  const [one, other] = (await database.execute('SELECT * FROM events ORDER BY seq')).map(messageOf);
  await database.execute('UPDATE relay SET seq = 2');
  await worker.deliver([one, 'garbage']);
  await worker.deliver([other], { dead: true });
  expect(await events()).toEqual({ unsent: 2, underWay: 1, dead: 1, stray: 1 });
});
