import type { Stack } from '@keyline/stack';
import autocannon from 'autocannon';
import { accountContests, type Contest, floorPath } from './contests.ts';
import { lineContests } from './line-contests.ts';
import { median, table } from './table.ts';

const rounds = 3;
/** A few contests by name, for a look at one; absent: all of them. */
const chosen = process.env.BENCH_CONTESTS?.split(',');

/** Requests per second and latency of product and floor, in turn; the ratio is the median of the rounds'. */
export async function measureThroughput(stack: Stack, seconds: number): Promise<string> {
  const contests = [...(await accountContests(stack)), ...(await lineContests(stack))];
  const rows: (string | number)[][] = [];
  for (const contest of contests.filter(({ name }) => chosen?.includes(name) ?? true)) {
    for (const connections of [1, 16]) {
      const product: autocannon.Result[] = [];
      const floor: autocannon.Result[] = [];
      for (let round = 0; round < rounds; round += 1) {
        product.push(await load(stack, contest, connections, seconds, await contest.token()));
        // What one of them left for relay and reactions is no burden of the other.
        await stack.settle();
        floor.push(await load(stack, contest, connections, seconds, undefined));
        await stack.settle();
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
