import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../stack/temporary-stack.ts';
import { builtConsumer, startTold, type Told } from './consumer-ledger.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let consumer: string;
let told: Told;
beforeAll(async () => {
  directory = await temporaryDirectory();
  consumer = await builtConsumer(directory.path);
  told = await startTold(directory.path, consumer);
});
afterAll(async () => {
  await told.stack.stop();
  await directory.remove();
});

async function startAgain(retrySeconds?: number): Promise<void> {
  await told.stack.stop();
  told = await startTold(directory.path, consumer, {
    again: true,
    ...(retrySeconds !== undefined && { retrySeconds }),
  });
}

/** Nothing lost, nothing twice: the consumer noted every account once, all but those it gave up. */
async function expectEachOnce(): Promise<void> {
  await told.stack.settle();
  const wrong = [...(await told.notes())].filter(
    ([name, notes]) => notes !== (name.startsWith('毒') ? 0 : 1),
  );
  expect(wrong).toEqual([]);
}

interface Letters {
  readonly data: readonly { readonly id: string; readonly state: string; readonly attempts: number }[];
}
const lettersOf = async (state: string) =>
  ((await told.get(`/v1/dead-letters?type=account.created&state=${state}`)) as Letters).data;

test('what was committed by Workers that died before they could relay it reaches its consumer', async () => {
  await told.stack.settle();
  const until = Date.now() + 3_600_000;
  await told.sql(`INSERT INTO leases (name, holder, until) VALUES ('relay', 'somebody who died', ${until})`);
  for (const name of ['甲一户', '甲二户', '甲三户'])
    expect(await told.add(name)).toMatchObject({ status: 201 });
  expect([...(await told.notes()).values()]).toEqual([0, 0, 0]);
  await told.sql("DELETE FROM leases WHERE name = 'relay'");
  await startAgain();
  await expectEachOnce();
}, 240_000);

test('messages that are lost with their queue are sent again', async () => {
  await Promise.all(Array.from({ length: 60 }, (_, n) => told.add(`乙${n}户`)));
  await startAgain();
  await expectEachOnce();
}, 240_000);

test('the same messages three times more, the oldest after the newest, change nothing', async () => {
  const count = async () => (await told.sql('SELECT count(*) AS n FROM events'))[0]?.n;
  await told.stack.settle();
  const before = await count();
  for (const _ of [1, 2, 3]) {
    await told.sql("UPDATE relay SET seq = 0 WHERE log = 'events'");
    await told.stack.settle();
  }
  expect(await count()).toBe(before);
  await expectEachOnce();
}, 240_000);

test('a consumer that throws at first gets there, and nothing dies', async () => {
  for (const name of ['难一户', '难二户']) await told.add(name);
  await expectEachOnce();
  expect(await lettersOf('dead')).toEqual([]);
}, 240_000);

describe('a message that its consumer cannot stand', () => {
  test('is kept as a dead letter and holds nobody up', async () => {
    const { id } = await told.add('毒户');
    for (const name of ['丙一户', '丙二户']) await told.add(name);
    await expectEachOnce();
    const [letter] = await lettersOf('dead');
    expect(letter).toMatchObject({ attempts: 11, lastError: 'service.failed', consumer: 'notifications' });
    expect(await told.get(`/v1/accounts/${id}`)).toMatchObject({ name: '毒户' });
  }, 240_000);

  test('dies again when it is sent again in vain, and is done once its reason is gone', async () => {
    const [letter] = await lettersOf('dead');
    const path = `/v1/dead-letters/${letter?.id}`;
    expect(await told.post(`${path}/actions/replay`)).toMatchObject({ status: 200 });
    await told.stack.settle();
    expect(await told.get(path)).toMatchObject({ state: 'dead', attempts: 22 });
    await told.sql("UPDATE accounts SET name = '解毒户' WHERE name = '毒户'");
    await told.post(`${path}/actions/replay`);
    await expectEachOnce();
    expect(await told.get(path)).toMatchObject({ state: 'done' });
    expect(await lettersOf('dead')).toEqual([]);
  }, 240_000);

  test('and that nobody can read is kept as it came', async () => {
    await told.add('乱户');
    await expectEachOnce();
    const strays = () => told.sql('SELECT queue, reason, body FROM stray_messages');
    while ((await strays()).length === 0) await told.stack.settle();
    expect(await strays()).toEqual([
      { queue: 'notifications', reason: 'unreadable', body: '{"garbage":"乱户"}' },
    ]);
  }, 240_000);
});

test('messages that wait while the database is gone are dealt with when it is back', async () => {
  await startAgain(1);
  const writes = Array.from({ length: 60 }, (_, n) => told.add(`丁${n}户`));
  await Promise.race(writes);
  await told.stack.killDatabase('SIGKILL');
  await Promise.all(writes);
  await told.stack.startDatabase();
  await told.add('戊户');
  await expectEachOnce();
  expect(await lettersOf('dead')).toEqual([]);
}, 240_000);
