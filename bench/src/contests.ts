import type { Stack } from '@keyline/stack';
import { call, openTenant, record, signIn, type Tenant } from './product.ts';
import { type Recipe, toRecipe } from './recipe.ts';

/** One kind of request, at the product and at the floor. */
export interface Contest {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  path(turn: number): string;
  body?(turn: number): unknown;
  /** As whom the product is asked: asked before each round. */
  token(): Promise<string>;
  readonly floorMethod: 'GET' | 'POST';
  floorBody?(turn: number): unknown;
  readonly wanted: number;
}

export const reading = { method: 'GET', floorMethod: 'GET', wanted: 0.8 } as const;
export const making = {
  method: 'POST',
  floorMethod: 'POST',
  wanted: 0.7,
  floorBody: (_: number): unknown => ({}),
} as const;

/** Where the floor answers this contest. */
export function floorPath(name: string): string {
  return `/v1/contracts/floor/${name}`;
}

/** Gives the floor what it has to send for a contest. */
export async function teach(stack: Stack, name: string, recipe: Recipe): Promise<void> {
  await call(stack, 'PUT', floorPath(name), recipe);
}

const accounts = 1000;

/** Accounts: read, listed, made and changed. */
export async function accountContests(stack: Stack): Promise<Contest[]> {
  const slug = 'bench-throughput';
  const tenant = await openTenant(stack, slug);
  const ids = await fill(stack, tenant);
  const id = ids[0] ?? '';
  const pick = (turn: number) => ids[turn % ids.length] ?? id;
  const named = (turn: number) => ({ name: `新增${turn}户${process.hrtime.bigint()}`, kind: 'enterprise' });
  const change = (turn: number) => ({ industry: `industry ${turn}` });

  const get = await record(stack, tenant, 'GET', `/v1/accounts/${id}`);
  const list = await record(stack, tenant, 'GET', '/v1/accounts');
  const create = await record(stack, tenant, 'POST', '/v1/accounts', named(0));
  const patch = await record(stack, tenant, 'PATCH', `/v1/accounts/${id}`, change(0));
  await teach(stack, 'get', toRecipe(get.pipelines, { ...get, id }));
  await teach(stack, 'list', toRecipe(list.pipelines, { ...list, id: '' }));
  await teach(stack, 'create', toRecipe(create.pipelines, { ...create, id: '' }));
  const version = Number(patch.answer.version) - 1;
  await teach(stack, 'change', toRecipe(patch.pipelines, { ...patch, id, version }));
  const token = () => signIn(stack, slug);
  return [
    { ...reading, name: 'get', path: () => `/v1/accounts/${id}`, token },
    { ...reading, name: 'list', path: () => '/v1/accounts', token },
    { ...making, name: 'create', path: () => '/v1/accounts', body: named, token },
    {
      ...{ name: 'change', method: 'PATCH', floorMethod: 'POST', wanted: 0.7, token },
      path: (turn) => `/v1/accounts/${pick(turn)}`,
      body: change,
      floorBody: (turn) => ({ id: pick(turn) }),
    },
  ];
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
