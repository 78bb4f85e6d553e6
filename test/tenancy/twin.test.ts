import type { Operation } from '@keyline/http';
import { contentsOf, rowsOfTenant } from '@keyline/testkit';
import { expect, test, vi } from 'vitest';
import { exchangeFindings } from '../support/exchange-findings.ts';
import { getAnybodys, listEverybodys, renameAnybodys } from '../support/fixture/cross-tenant.ts';
import { fixtureWith } from '../support/fixture/surface.ts';
import { addUnit, getUnit, listUnits, renameUnit } from '../support/fixture/units.ts';
import { expectNone } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { type Twins, twinFindings, twinTenants } from './twins.ts';

// Every operation runs before the first test, and every path is tried in one.
vi.setConfig({ testTimeout: 120_000 });

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
  const { world, watch } = await twins();
  const contents = await contentsOf(world.database);
  const [first, second] = [world.home, world.other].map(
    ({ tenantId }) => rowsOfTenant(contents, tenantId).get('accounts') ?? [],
  );
  for (const field of ['name', 'credit_code', 'external_id']) {
    const values = new Set(first?.flatMap((row) => row[field] ?? []));
    const shared = second?.filter((row) => values.has(row[field] ?? '')) ?? [];
    expect(shared, `accounts of one ${field} in both tenants`).not.toEqual([]);
  }
  expect(watch.look(contents).texts.length).toBeGreaterThan(10);
});

for (const { operation } of signedIn) {
  test(`${operation.id}: one tenant never reaches its twin`, async () => {
    const both = await twins();
    const earlier = both.world.exchanges.length;
    expectNone(await twinFindings(both, operation));
    expectNone(exchangeFindings(surface, both.world.exchanges.slice(earlier)));
  });
}

async function fixtureFindings(broken: Operation): Promise<string> {
  const fixture = fixtureWith(broken);
  return (await twinFindings(await twinTenants(fixture.surface), broken)).join('\n');
}

test('the guard: operations that keep to their tenant pass', async () => {
  const findings = [getUnit, renameUnit, addUnit, listUnits].map((operation) => fixtureFindings(operation));
  expect(await Promise.all(findings)).toEqual(['', '', '', '']);
});

test("the guard bites: a statement that reads another tenant's record", async () => {
  const findings = await fixtureFindings(getAnybodys);
  expect(findings).toMatch(/params unitId = org_\w+ is answered 200/);
  expect(findings).toMatch(/GET \/v1\/fixture-units\/org_\w+ shows 长安分公司/);
});

test("the guard bites: a statement that writes another tenant's record", async () => {
  expect(await fixtureFindings(renameAnybodys)).toMatch(/org_units gained .*雁塔分公司 50/);
});

test('the guard bites: a list over tenants', async () => {
  expect(await fixtureFindings(listEverybodys)).toMatch(/GET \/v1\/fixture-units\?limit=200 shows org_/);
});
