import { hashPassword, verifyPassword } from '@keyline/auth';
import { idSuffix, newId } from '@keyline/kernel';
import { createClient, type InStatement, type InValue, type ResultSet } from '@libsql/client/http';
import type { Recipe, RecipeArgument, RecipeStatement } from '../recipe.ts';

/**
 * The floor that a measurement stands on: a bare Worker that sends the statements of one recorded request
 * through the same client, checks nothing, and answers with the rows. It keeps its recipes in memory.
 */
const recipes = new Map<string, Recipe>();

async function answer(request: Request, env: { DATABASE_URL: string }): Promise<Response> {
  const name = new URL(request.url).pathname.split('/').at(-1) ?? '';
  if (name === 'password') return checkPassword(request.method === 'PUT');
  if (request.method === 'PUT') {
    recipes.set(name, (await request.json()) as Recipe);
    return new Response(null, { status: 204 });
  }
  const recipe = recipes.get(name);
  if (recipe === undefined) return new Response('no such recipe', { status: 404 });
  const sent = request.method === 'GET' ? undefined : ((await request.json()) as Record<string, unknown>);
  const made = recipe.made.map((prefix) => `${prefix}_${idSuffix(newId('event'))}`);
  const asked = { id: String(sent?.id ?? recipe.id), ids: made };
  const client = createClient({ url: env.DATABASE_URL, concurrency: 20 });
  const read = await client.batch(bind(recipe.read, asked, 0), 'read');
  const rows = read[recipe.answerFrom]?.rows ?? [];
  if (recipe.write.length > 0) {
    const version = Number((rows[0] as { version?: unknown } | undefined)?.version ?? 0);
    const ids = [...made, ...recipe.found.map((prefix) => foundIn(read, prefix))];
    await client.batch(bind(recipe.write, { ...asked, ids }, version), 'write');
  }
  return new Response(JSON.stringify(rows), { headers: { 'Content-Type': 'application/json' } });
}

const password = 'qinling north face 88';
let hash: string | undefined;

/** Keeps the hash of a password, or checks the password against it: scrypt, and nothing else. */
async function checkPassword(keep: boolean): Promise<Response> {
  if (keep || hash === undefined) hash = await hashPassword(password);
  return new Response(null, { status: (await verifyPassword(password, hash)) ? 204 : 500 });
}

/** The first id of this kind among the rows that were read. */
function foundIn(read: readonly ResultSet[], prefix: string): string {
  for (const { rows } of read) {
    for (const row of rows) {
      const found = Object.values(row).find((cell) => String(cell).startsWith(`${prefix}_`));
      if (found !== undefined) return String(found);
    }
  }
  throw new Error(`nothing that was read has an id that begins with ${prefix}`);
}

/** The record asked for, and the ids of the records that are made, then of those found. */
interface Asked {
  readonly id: string;
  readonly ids: readonly string[];
}

function bind(statements: readonly RecipeStatement[], asked: Asked, version: number): InStatement[] {
  return statements.map(({ sql, args }) => ({ sql, args: args.map((arg) => fillIn(arg, asked, version)) }));
}

function fillIn(argument: RecipeArgument, asked: Asked, version: number): InValue {
  if ('text' in argument) return argument.text;
  if ('integer' in argument) return BigInt(argument.integer);
  if ('ask' in argument) return asked.id;
  if ('parts' in argument) {
    return argument.parts.map((part) => (typeof part === 'number' ? asked.ids[part] : part)).join('');
  }
  if ('version' in argument) return BigInt(version + argument.version);
  return null;
}

export default { fetch: answer };
