import type { Domain } from '@keyline/http';
import type { Stack } from '@keyline/stack';
import { type Caller, foundSalesLine, type SalesLine } from '@keyline/testkit';
import { domain as opportunities } from '@keyline/worker-opportunities';
import { domain as tickets } from '@keyline/worker-tickets';
import { type Contest, making, reading, teach } from './contests.ts';
import { call, record } from './product.ts';
import { toRecipe } from './recipe.ts';

/** Opportunities that are assigned, and tickets, of which the contests take one after another. */
const records = 200;
/** Opportunities of the floor alone: what it leaves behind no process could go on with. */
const floorRecords = 100;

/** What is asked for, and by whom. */
interface Asking {
  readonly name: string;
  readonly by: Caller;
  readonly domain: Domain;
  path(turn: number): string;
  body?(turn: number): unknown;
  /** The record that the floor changes at a turn, where the request changes one. */
  id?(turn: number): string;
}

/** Leads, opportunities and tickets: what the main job consists of. */
export async function lineContests(stack: Stack): Promise<Contest[]> {
  const line = await foundSalesLine(stack.url, 'bench-line');
  const accountId = (await madeOf(stack, line.admin, '/v1/accounts', [account(line.orgUnitId)]))[0] ?? '';
  const [opportunityIds, ticketIds] = await prepare(stack, line, accountId);
  const pick = (ids: readonly string[]) => (turn: number) => ids[turn % ids.length] ?? '';
  const [opportunity, ticket] = [pick(opportunityIds.slice(floorRecords)), pick(ticketIds)];
  const [sales, service] = [
    { by: line.taker, domain: opportunities },
    { by: line.admin, domain: tickets },
  ];
  const asked: readonly Asking[] = [
    { ...sales, name: 'createOpportunity', path: () => '/v1/opportunities', body: () => demand(accountId) },
    { ...sales, name: 'getOpportunity', path: () => `/v1/opportunities/${opportunity(0)}` },
    { ...sales, name: 'listOpportunities', path: () => '/v1/opportunities' },
    { ...sales, by: line.partnerKey, name: 'submitLead', path: () => '/v1/leads', body: hint },
    {
      ...{ ...sales, name: 'moveOpportunity', id: pick(opportunityIds.slice(0, floorRecords)) },
      path: (turn) => `/v1/opportunities/${opportunity(turn)}/actions/transfer`,
      body: () => ({ ownerId: line.seller.id }),
    },
    { ...service, name: 'createTicket', path: () => '/v1/tickets', body: () => fault(accountId) },
    { ...service, name: 'getTicket', path: () => `/v1/tickets/${ticket(0)}` },
    {
      ...{ ...service, name: 'createTicketMessage' },
      path: (turn) => `/v1/tickets/${ticket(turn)}/messages`,
      body: () => ({ body: '客户来电催办', visibility: 'internal', direction: 'inbound' }),
    },
  ];
  const contests: Contest[] = [];
  for (const asking of asked) contests.push(await contestOf(stack, asking));
  return contests;
}

/** Records the request once, teaches the floor, and makes a contest of it. */
async function contestOf(stack: Stack, { name, by, domain, path, body, id }: Asking): Promise<Contest> {
  const method = body === undefined ? 'GET' : 'POST';
  const { pipelines, answer, since } = await record(
    ...([stack, { token: await by.token() }, method, path(0), body?.(0), domain] as const),
  );
  const changed =
    id === undefined ? { id: '' } : { id: String(answer.id), version: Number(answer.version) - 1 };
  await teach(stack, name, toRecipe(pipelines, { since, ...changed }));
  const asked = { name, path, token: () => by.token() };
  if (body === undefined) return { ...reading, ...asked };
  return { ...making, ...asked, body, ...(id && { floorBody: (turn) => ({ id: id(turn) }) }) };
}

const account = (orgUnitId: string) => ({ name: '西安市大数据服务有限公司', kind: 'enterprise', orgUnitId });
const demand = (accountId: string) => ({
  accountId,
  type: 'demand',
  category: 'cloud',
  title: '智慧园区上云',
});
const hint = (turn: number) => ({
  ...{ accountName: `远洋${turn}号${process.hrtime.bigint()}`, category: 'cloud', title: '上云' },
});
const fault = (accountId: string) => ({
  accountId,
  kind: 'fault',
  channel: 'phone',
  title: '高新区专线中断',
});

async function prepare(stack: Stack, line: SalesLine, accountId: string): Promise<[string[], string[]]> {
  const times = Array.from({ length: records });
  const { taker, admin, seller } = line;
  const drafts = times.map(() => demand(accountId));
  const opportunityIds = await madeOf(stack, taker, '/v1/opportunities', drafts);
  const forms = { submit: {}, assign: { ownerId: seller.id } };
  for (const [action, form] of Object.entries(forms)) {
    for (const id of opportunityIds)
      await madeOf(stack, taker, `/v1/opportunities/${id}/actions/${action}`, [form]);
  }
  return [
    opportunityIds,
    await madeOf(
      stack,
      admin,
      '/v1/tickets',
      times.map(() => fault(accountId)),
    ),
  ];
}

/** Sends these bodies, eight at a time, and gives the ids of the records. */
async function madeOf(stack: Stack, by: Caller, path: string, bodies: readonly object[]): Promise<string[]> {
  const ids: string[] = [];
  const left = bodies.values();
  const sender = async () => {
    for (const body of left) {
      ids.push(((await call(stack, 'POST', path, body, await by.token())) as { id: string }).id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
  return ids;
}
