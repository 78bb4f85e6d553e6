import type { Stack } from '@keyline/stack';
import { createClient } from '@libsql/client';
import { loadAccounts } from './load-accounts.ts';
import { call, openTenant, type Tenant } from './product.ts';
import { median, quantile, table } from './table.ts';

const sizes = [1_000, 1_000_000] as const;
const samples = 150;

interface Probe {
  readonly name: string;
  path(turn: number, at: { readonly ids: readonly string[]; readonly tenant: Tenant }): string;
  readonly wanted: number;
}

const probes: readonly Probe[] = [
  { name: 'get', path: (turn, { ids }) => `/v1/accounts/${ids[turn % ids.length]}`, wanted: 1.2 },
  { name: 'list', path: () => '/v1/accounts', wanted: 1.2 },
  {
    name: 'list by owner',
    path: (_, { tenant }) => `/v1/accounts?ownerId=${tenant.userId}`,
    wanted: 1.2,
  },
  { name: 'list by presence', path: () => '/v1/accounts?presence=existing', wanted: 1.2 },
  { name: 'list by name', path: () => '/v1/accounts?sort=name', wanted: 1.2 },
  { name: 'search, common word', path: () => `/v1/accounts?q=${encodeURIComponent('科技')}`, wanted: 3 },
  { name: 'search, rare word', path: () => `/v1/accounts?q=${encodeURIComponent('秦岭')}`, wanted: 3 },
];

/** The same requests in a tenant of 1,000 and in one of 1,000,000 accounts of one database, in turn. */
export async function measureScale(stack: Stack): Promise<string> {
  const tenants: { tenant: Tenant; ids: string[] }[] = [];
  for (const size of sizes) {
    const tenant = await openTenant(stack, `bench-scale-${size}`);
    const client = createClient({ url: stack.databaseUrl });
    await loadAccounts(client, { tenantId: tenant.id, ownerIds: [tenant.userId], count: size });
    client.close();
    const page = (await call(stack, 'GET', '/v1/accounts?limit=200', undefined, tenant.token)) as {
      data: { id: string }[];
    };
    tenants.push({ tenant, ids: page.data.map(({ id }) => id) });
  }
  const rows: (string | number)[][] = [];
  for (const probe of probes) {
    const times = tenants.map((): number[] => []);
    for (let turn = 0; turn < samples; turn += 1) {
      for (const [which, at] of tenants.entries()) {
        const started = performance.now();
        await call(stack, 'GET', probe.path(turn, at), undefined, at.tenant.token);
        times[which]?.push(performance.now() - started);
      }
    }
    const [small = [], large = []] = times;
    rows.push([
      probe.name,
      median(small).toFixed(2),
      median(large).toFixed(2),
      (median(large) / median(small)).toFixed(2),
      `<= ${probe.wanted}`,
      `${quantile(small, 0.99).toFixed(1)}/${quantile(large, 0.99).toFixed(1)}`,
    ]);
  }
  return table(['request', '1,000: ms', '1,000,000: ms', 'ratio', 'wanted', 'p99 ms'], rows);
}
