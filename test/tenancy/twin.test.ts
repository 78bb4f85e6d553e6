import { contentsOf, rowsOfTenant } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { belongingsOf } from '../support/belongings.ts';
import { exchangeFindings } from '../support/exchange-findings.ts';
import { expectNone } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { type Twins, twinFindings, twinTenants } from './twins.ts';

const surface = await productSurface();
// Reads first: what the second tenant writes under the names of the first is its own from then on.
const signedIn = surface.mounted
  .filter(({ operation }) => operation.permission !== 'anonymous')
  .toSorted((a, b) => Number(a.operation.kind === 'command') - Number(b.operation.kind === 'command'));

let made: Promise<Twins> | undefined;

function twins(): Promise<Twins> {
  made ??= twinTenants(surface);
  return made;
}

test('both tenants hold the same names, credit codes and external ids, and the first holds more', async () => {
  const { world } = await twins();
  const contents = await contentsOf(world.database);
  const [first, second] = [world.home, world.other].map(({ tenantId }) =>
    (rowsOfTenant(contents, tenantId).get('accounts') ?? []),
  );
  for (const field of ['name', 'credit_code', 'external_id']) {
    const values = new Set(first?.map((row) => row[field]).filter((value) => value !== null));
    const shared = second?.filter((row) => values.has(row[field] ?? null)) ?? [];
    expect(shared, `accounts of one ${field} in both tenants`).not.toEqual([]);
  }
  expect(belongingsOf(contents, world.home.tenantId).texts.length).toBeGreaterThan(10);
});

for (const { operation } of signedIn) {
  test(`${operation.id}: one tenant never reaches its twin`, async () => {
    const both = await twins();
    const earlier = both.world.exchanges.length;
    expectNone(await twinFindings(both, operation));
    expectNone(exchangeFindings(surface, both.world.exchanges.slice(earlier)));
  });
}
