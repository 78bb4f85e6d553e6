import type { Stack } from '@keyline/stack';
import { type Client, createClient } from '@libsql/client';
import { loadAccounts } from './load-accounts.ts';
import { call, openTenant, type Tenant } from './product.ts';
import { stepsOf } from './steps.ts';
import { median, table } from './table.ts';

/** Accounts of the small and of the large tenant; each owner and each grid has as many in both. */
const sizes = [1_000, Number(process.env.BENCH_ACCOUNTS ?? '1000000')] as const;
const perOwner = 200;
const perGrid = 200;
const gridsOfBranch = 5;
const teamSize = 100;
const wanted = 1.2;
const samples = 100;

const scopes = ['own', 'team', 'unit', 'tenant'] as const;
const orders = ['-createdAt', 'name', '-updatedAt', '-monthlySpend'] as const;

type Callers = Readonly<Record<(typeof scopes)[number], Tenant>>;

/** Lists of accounts by each scope, in a small and in a large tenant of one database, asked in turn. */
export async function measureScopes(stack: Stack): Promise<string> {
  const client = createClient({ url: stack.databaseUrl });
  const tenants: Callers[] = [];
  for (const size of sizes) tenants.push(await fill(stack, client, size));
  const rows: (string | number)[][] = [];
  for (const scope of scopes) {
    for (const order of orders)
      rows.push([scope, order, ...(await compare(stack, client, tenants, scope, order))]);
  }
  client.close();
  const [small, large] = sizes.map((size) => size.toLocaleString('en'));
  const head = [
    'scope',
    'order',
    `${small}: ms`,
    `${large}: ms`,
    'ratio',
    `${small}: steps`,
    `${large}: steps`,
  ];
  return table([...head, 'ratio', 'wanted'], rows);
}

async function compare(
  stack: Stack,
  client: Client,
  tenants: readonly Callers[],
  scope: (typeof scopes)[number],
  order: string,
): Promise<(string | number)[]> {
  const path = `/v1/accounts?sort=${order}`;
  const times = tenants.map((): number[] => []);
  for (let turn = 0; turn < samples; turn += 1) {
    for (const [which, callers] of tenants.entries()) {
      const started = performance.now();
      await call(stack, 'GET', path, undefined, callers[scope].token);
      times[which]?.push(performance.now() - started);
    }
  }
  const [small = 0, large = 0] = times.map(median);
  const steps: number[] = [];
  for (const callers of tenants) steps.push(await stepsOf(stack, client, callers[scope], path));
  const [few = 0, many = 0] = steps;
  return [
    ...[small.toFixed(2), large.toFixed(2), (large / small).toFixed(2)],
    ...[few, many, (many / few).toFixed(2), `<= ${wanted}`],
  ];
}

/** A tenant of this size with one caller for each scope, signed in when everything is there. */
async function fill(stack: Stack, client: Client, size: number): Promise<Callers> {
  const slug = `bench-scopes-${size}`;
  const tenant = await openTenant(stack, slug);
  const post = (path: string, body: unknown) =>
    call(stack, 'POST', path, body, tenant.token) as Promise<{ id: string }>;
  const branch = await post('/v1/org-units', { name: '高新分公司', kind: 'branch' });
  const role = await post('/v1/roles', {
    ...{ key: 'reader', name: { en: 'Reader', 'zh-CN': '查看者' } },
    ...{ defaultScopes: ['tenant'], permissions: ['accounts.read'] },
  });
  const people = new Map<string, string>();
  for (const dataScope of scopes) {
    const roles = [{ roleId: role.id, dataScope }];
    const email = `${dataScope}@example.cn`;
    const body = { name: dataScope, email, password, orgUnitId: branch.id, roles };
    people.set(dataScope, (await post('/v1/users', body)).id);
  }
  await putUsers(client, tenant.id, Math.floor(size / perOwner) - 1);
  await putGrids(client, tenant.id, branch.id, Math.max(gridsOfBranch, Math.floor(size / perGrid)));
  const ids = async (sql: string) =>
    (await client.execute({ sql, args: [tenant.id] })).rows.map(({ id }) => String(id));
  await loadAccounts(client, {
    tenantId: tenant.id,
    ownerIds: [
      people.get('own') ?? '',
      ...(await ids("SELECT id FROM users WHERE tenant_id = ? AND name = 'bench'")),
    ],
    orgUnitIds: await ids("SELECT id FROM org_units WHERE tenant_id = ? AND kind = 'grid' ORDER BY id"),
    count: size,
  });
  await putTeam(client, tenant.id, people.get('team') ?? '', Math.max(1, Math.floor(size / teamSize)));
  const signedIn = await Promise.all(
    scopes.map(async (scope) => {
      const grant = { grantType: 'password', tenant: slug, email: `${scope}@example.cn`, password };
      const { accessToken } = (await call(stack, 'POST', '/v1/auth/token', grant)) as { accessToken: string };
      return [scope, { id: tenant.id, userId: people.get(scope) ?? '', token: accessToken }] as const;
    }),
  );
  return Object.fromEntries(signedIn) as Callers;
}

const password = 'qinling north face 88';

const serials = 'WITH RECURSIVE serial (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM serial WHERE n < ?2)';

/** Owners who never sign in. */
async function putUsers(client: Client, tenantId: string, count: number): Promise<void> {
  if (count < 1) return;
  await client.execute({
    sql: `${serials} INSERT INTO users (tenant_id, id, version, created_at, updated_at, created_by, name, email, email_key, status)
      SELECT ?1, 'usr_01' || printf('%024d', n), 1, 0, 0, 'bench', 'bench', n || '@b', n || '@b', 'active' FROM serial`,
    args: [tenantId, BigInt(count)],
  });
}

/** Grids of which the first few stand below the branch, and all others below the company. */
async function putGrids(client: Client, tenantId: string, branchId: string, count: number): Promise<void> {
  await client.execute({
    sql: `${serials} INSERT INTO org_units (tenant_id, id, version, created_at, updated_at, created_by, parent_id, kind, name, path)
      SELECT ?1, g.id, 1, 0, 0, 'bench', u.id, 'grid', g.id, u.path || g.id || '/' FROM
        (SELECT n, 'org_01' || printf('%024d', n) AS id FROM serial) g
        JOIN org_units u ON u.tenant_id = ?1 AND (CASE WHEN g.n <= ${gridsOfBranch} THEN u.id = ?3 ELSE u.parent_id IS NULL END)`,
    args: [tenantId, BigInt(count), branchId],
  });
}

/** Puts one person into the team of every so manieth account. */
async function putTeam(client: Client, tenantId: string, userId: string, every: number): Promise<void> {
  await client.execute({
    sql: `INSERT INTO account_team (tenant_id, id, version, created_at, updated_at, created_by, account_id, user_id, role)
      SELECT ?1, 'mem_' || substr(id, 5), 1, 0, 0, 'bench', id, ?2, 'backup' FROM accounts
      WHERE tenant_id = ?1 AND rid % ?3 = 0`,
    args: [tenantId, userId, BigInt(every)],
  });
}
