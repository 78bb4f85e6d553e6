import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newUnit } from '../testing/records.ts';
import { recounted } from './grid-counts.ts';

const presences = ['existing', 'potential', 'off_net'] as const;

/** Something that happens to accounts of some grids; places may be beyond what is there. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      grid: fc.integer({ min: -1, max: 3 }),
      presence: fc.constantFrom(...presences),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      account: fc.nat(9),
      grid: fc.integer({ min: -1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('turn' as const),
      account: fc.nat(9),
      presence: fc.constantFrom(...presences),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('merge' as const), grid: fc.nat(3), into: fc.nat(3) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tick' as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const shown = (company: Company) =>
  company.database.execute(
    'SELECT grid_id, presence, accounts AS n FROM grid_counts WHERE accounts <> 0 ORDER BY 1, 2',
  );
const counted = (company: Company) =>
  company.database.execute(
    'SELECT grid_id, presence, count(*) AS n FROM accounts WHERE grid_id IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2',
  );

/** Does what a step says, whether it is allowed or not. */
async function take(company: Company, grids: readonly Json[], accounts: string[], one: Step): Promise<void> {
  const { admin } = company;
  const gridAt = (place: number) => grids[place]?.id ?? null;
  if (one.do === 'tick') return company.worker.scheduled(Date.now());
  if (one.do === 'merge') {
    const path = `/v1/org-units/${gridAt(one.grid)}/actions/merge`;
    await admin.request('POST', path, { body: { intoId: gridAt(one.into) } });
  } else if (one.do === 'add') {
    const body = {
      name: '客户',
      kind: 'enterprise',
      force: true,
      gridId: gridAt(one.grid),
      presence: one.presence,
    };
    const added = await admin.request<Json>('POST', '/v1/accounts', { body });
    if (added.status === 201) accounts.push(added.body.id);
  } else {
    const path = `/v1/accounts/${accounts[one.account % Math.max(accounts.length, 1)]}`;
    const body = one.do === 'move' ? { gridId: gridAt(one.grid) } : { presence: one.presence };
    await admin.request('PATCH', path, { body });
  }
}

test('whatever happens to accounts, one after the other or at once, the numbers are those of a count', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
      async (rounds) => {
        const company = await givenCompany();
        const names = ['东', '南', '西', '北'];
        const grids = await Promise.all(names.map((name) => newUnit(company.admin, name, 'grid')));
        const accounts: string[] = [];
        for (const round of rounds) {
          await Promise.all(round.map((one) => take(company, grids, accounts, one)));
          expect(await shown(company)).toEqual(await counted(company));
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('an account that stays in its grid with its presence writes no number', () => {
  const account = { gridId: 'org_1', presence: 'existing' };
  expect(recounted([account], [account])).toEqual([]);
  expect(recounted([{ ...account, gridId: null }], [{ ...account, gridId: null }])).toEqual([]);
  const rows = (bound: ReturnType<typeof recounted>) =>
    bound.flatMap(({ values }) => JSON.parse(String(values.rows)));
  expect(rows(recounted([], [account]))).toEqual([['org_1', 'existing', 1]]);
  expect(rows(recounted([account], [{ ...account, presence: 'off_net' }]))).toEqual([
    ['org_1', 'existing', -1],
    ['org_1', 'off_net', 1],
  ]);
});
