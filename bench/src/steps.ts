import type { Stack } from '@keyline/stack';
import type { Client, InValue } from '@libsql/client';
import { record, type Tenant } from './product.ts';
import { statementsOf } from './recipe.ts';

const counted = 'SELECT coalesce(sum(nstep), 0) AS steps FROM sqlite_stmt WHERE sql = ?';

/** Steps of SQLite's machine that the statements of one read take: a measure of work that knows no clock. */
export async function stepsOf(stack: Stack, client: Client, caller: Tenant, path: string): Promise<number> {
  const { pipelines } = await record(stack, caller, 'GET', path);
  let steps = 0;
  for (const { sql, args } of pipelines.flatMap(statementsOf)) {
    const asked = { sql, args: args.map(toArgument) };
    const count = { sql: counted, args: [sql] };
    const [before, , after] = await client.batch([count, asked, count], 'read');
    steps += Number(after?.rows[0]?.steps) - Number(before?.rows[0]?.steps);
  }
  return steps;
}

function toArgument({ type, value }: ReturnType<typeof statementsOf>[number]['args'][number]): InValue {
  if (type === 'null' || value === undefined) return null;
  return type === 'integer' ? BigInt(value) : value;
}
