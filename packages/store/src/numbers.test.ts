import { type OrgUnitSetting, orgUnitSetting } from '@keyline/testkit';
import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { filled, nextNumber } from './numbers.ts';
import { tenantStore } from './tenant-store.ts';

let setting: OrgUnitSetting;
beforeEach(async () => {
  setting = await orgUnitSetting();
});

const series = 'contract.filing/2026';

/** A commit that makes units named by the next numbers of a series. */
function numbered(names: readonly string[], from = series) {
  const numbers = names.map(() => nextNumber(from, 6));
  const changes = numbers.map(({ text }, index) => setting.newUnit({ name: `${names[index]}-${text}` }));
  return { numbers, changes };
}

const namesStored = async () => {
  const rows = await setting.database.execute('SELECT name FROM org_units ORDER BY name');
  return rows.map(({ name }) => String(name));
};

const upTo = (count: number) =>
  Array.from({ length: count }, (_, index) => `HT-2026-${String(index + 1).padStart(6, '0')}`);

test('of 100 commits at once each takes a number of its own, from 1 to 100', async () => {
  const { database, given } = setting;
  const taken = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const store = tenantStore(database.config, given.tenantId, given.userId);
      const commit = numbered(['HT-2026']);
      const outcome = await store.commit(commit);
      expect(store.spent.trips).toBe(1);
      if (!outcome.committed || outcome.numbers === undefined) throw new Error('not numbered');
      return filled(`HT-2026-${commit.numbers[0]?.text}`, outcome.numbers);
    }),
  );
  expect(taken.toSorted()).toEqual(upTo(100));
  expect(await namesStored()).toEqual(upTo(100));
});

test('record, event and kept answer say the same number', async () => {
  const commit = numbered(['HT-2026']);
  const text = commit.numbers[0]?.text;
  const answer = { caller: 'c', key: 'k', fingerprint: 'f', status: 200, headers: {}, createdAt: 0 };
  await setting.store.commit({ ...commit, idempotency: { ...answer, body: `{"number":"HT-2026-${text}"}` } });
  const [event] = await setting.database.execute('SELECT data FROM events');
  expect(JSON.parse(String(event?.data))).toMatchObject({ changes: { name: [null, 'HT-2026-000001'] } });
  const [kept] = await setting.database.execute('SELECT body FROM idempotency');
  expect(kept?.body).toBe('{"number":"HT-2026-000001"}');
});

test('a commit that is lost takes no number', async () => {
  const unit = await setting.unit();
  await setting.store.commit({ changes: [setting.renamed(unit, 'North')] });
  const lost = numbered(['HT-2026']);
  expect(
    await setting.store.commit({ ...lost, changes: [...lost.changes, setting.renamed(unit, 'South')] }),
  ).toEqual({ committed: false, reason: 'race' });
  await setting.store.commit(numbered(['HT-2026']));
  expect(await namesStored()).toEqual(['HT-2026-000001', 'North']);
});

test('a commit whose answer was lost still knows its number', async () => {
  const { database, given } = setting;
  let requests = 0;
  const fetch = async (request: Request) => {
    requests += 1;
    const answer = await database.config.fetch(request);
    if (requests > 1) return answer;
    await answer.text();
    throw new TypeError('connection reset');
  };
  await setting.store.commit(numbered(['HT-2026']));
  const commit = numbered(['HT-2026']);
  const store = tenantStore({ ...database.config, fetch }, given.tenantId, given.userId);
  const outcome = await store.commit(commit);
  expect(outcome).toEqual({ committed: true, numbers: { [commit.numbers[0]?.text ?? '']: '000002' } });
});

test('every series counts by itself, however many numbers a commit takes', async () => {
  const commits = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(commits, async (wanted) => {
      setting = await orgUnitSetting();
      const outcomes = await Promise.all(
        wanted.map((names) => {
          const numbers = names.map((name) => nextNumber(`unit/${name}`));
          const changes = numbers.map(({ text }, at) => setting.newUnit({ name: `${names[at]}${text}` }));
          return setting.store.commit({ numbers, changes });
        }),
      );
      expect(outcomes.every(({ committed }) => committed)).toBe(true);
      const counts = Object.entries(Object.groupBy(wanted.flat(), (name) => name));
      const expected = counts.flatMap(([name, all = []]) => all.map((_, index) => `${name}${index + 1}`));
      expect(await namesStored()).toEqual(expected.toSorted());
    }),
    { numRuns: 20 },
  );
});
