import type { Stack } from '@keyline/stack';
import autocannon from 'autocannon';
import { call, openTenant, record, signIn, type Tenant } from './product.ts';
import { toRecipe } from './recipe.ts';
import { median, table } from './table.ts';

/** One kind of request, at the product and at the floor. */
interface Contest {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  path(turn: number): string;
  body?(turn: number): unknown;
  readonly floorMethod: 'GET' | 'POST';
  floorBody?(turn: number): unknown;
  readonly wanted: number;
}

const rounds = 3;
const accounts = 1000;

/** Requests per second and latency of product and floor, in turn; the ratio is the median of the rounds'. */
export async function measureThroughput(stack: Stack, seconds: number): Promise<string> {
  const slug = 'bench-throughput';
  const tenant = await openTenant(stack, slug);
  const ids = await fill(stack, tenant);
  const contests = await prepare(stack, tenant, ids);
  const rows: (string | number)[][] = [];
  for (const contest of contests) {
    for (const connections of [1, 16]) {
      const product: autocannon.Result[] = [];
      const floor: autocannon.Result[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const token = await signIn(stack, slug);
        product.push(await load(stack, contest, connections, seconds, token));
        floor.push(await load(stack, contest, connections, seconds, undefined));
      }
      const ratios = product.map((p, i) => p.requests.average / (floor[i]?.requests.average ?? Number.NaN));
      rows.push([
        contest.name,
        connections,
        Math.round(median(product.map((p) => p.requests.average))),
        Math.round(median(floor.map((f) => f.requests.average))),
        median(ratios).toFixed(2),
        contest.wanted.toFixed(1),
        latencies(product),
        latencies(floor),
      ]);
    }
  }
  return table(
    [
      'operation',
      'connections',
      'product /s',
      'floor /s',
      'ratio',
      'wanted',
      'p50/p99 ms',
      'floor p50/p99 ms',
    ],
    rows,
  );
}

function latencies(results: readonly autocannon.Result[]): string {
  return `${median(results.map((r) => r.latency.p50))}/${median(results.map((r) => r.latency.p99))}`;
}

async function fill(stack: Stack, tenant: Tenant): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < accounts; n += 20) {
    const made = Array.from({ length: 20 }, (_, i) =>
      call(stack, 'POST', '/v1/accounts', { name: `客户${n + i}号科技`, kind: 'enterprise' }, tenant.token),
    );
    ids.push(...(await Promise.all(made)).map((account) => (account as { id: string }).id));
  }
  return ids;
}

async function prepare(stack: Stack, tenant: Tenant, ids: readonly string[]): Promise<Contest[]> {
  const id = ids[0] ?? '';
  const pick = (turn: number) => ids[turn % ids.length] ?? id;
  const named = (turn: number) => ({ name: `新增${turn}户${process.hrtime.bigint()}`, kind: 'enterprise' });
  const change = (turn: number) => ({ industry: `industry ${turn}` });

  const get = await record(stack, tenant, 'GET', `/v1/accounts/${id}`);
  const list = await record(stack, tenant, 'GET', '/v1/accounts');
  const create = await record(stack, tenant, 'POST', '/v1/accounts', named(0));
  const patch = await record(stack, tenant, 'PATCH', `/v1/accounts/${id}`, change(0));
  const recipes = {
    get: toRecipe(get.pipelines, { id }),
    list: toRecipe(list.pipelines, { id: '' }),
    create: toRecipe(create.pipelines, { id: '', made: String(create.answer.id) }),
    change: toRecipe(patch.pipelines, { id, version: Number(patch.answer.version) - 1 }),
  };
  for (const [name, recipe] of Object.entries(recipes)) await call(stack, 'PUT', floorPath(name), recipe);
  return [
    { name: 'get', method: 'GET', path: () => `/v1/accounts/${id}`, floorMethod: 'GET', wanted: 0.8 },
    { name: 'list', method: 'GET', path: () => '/v1/accounts', floorMethod: 'GET', wanted: 0.8 },
    {
      name: 'create',
      method: 'POST',
      path: () => '/v1/accounts',
      body: named,
      floorMethod: 'POST',
      floorBody: () => ({}),
      wanted: 0.7,
    },
    {
      name: 'change',
      method: 'PATCH',
      path: (turn) => `/v1/accounts/${pick(turn)}`,
      body: change,
      floorMethod: 'POST',
      floorBody: (turn) => ({ id: pick(turn) }),
      wanted: 0.7,
    },
  ];
}

function floorPath(name: string): string {
  return `/v1/tickets/floor/${name}`;
}

async function load(
  stack: Stack,
  contest: Contest,
  connections: number,
  seconds: number,
  token: string | undefined,
): Promise<autocannon.Result> {
  let turn = 0;
  const product = token !== undefined;
  const bodyOf = product ? contest.body : contest.floorBody;
  const result = await autocannon({
    url: stack.url,
    connections,
    duration: seconds,
    requests: [
      {
        method: product ? contest.method : contest.floorMethod,
        headers: {
          ...(product && { authorization: `Bearer ${token}` }),
          ...(bodyOf && { 'content-type': 'application/json' }),
        },
        setupRequest(request) {
          turn += 1;
          const path = product ? contest.path(turn) : floorPath(contest.name);
          return { ...request, path, ...(bodyOf && { body: JSON.stringify(bodyOf(turn)) }) };
        },
      },
    ],
  });
  if (result.errors > 0 || result.non2xx > 0) {
    const who = product ? 'product' : 'floor';
    throw new Error(`${who} ${contest.name}: ${result.errors} errors, ${result.non2xx} not 2xx`);
  }
  return result;
}
