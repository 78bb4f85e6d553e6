import type { Client } from '@libsql/client/http';

/** One step of the schema: `name` is the file's name without its ending, `sql` any number of statements. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Says in one line why the database cannot be brought to this version of the program. */
export class MigrationError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MigrationError';
  }
}

/**
 * Brings a database forward, each migration in a transaction of its own with its row in `migrations`, so
 * that a broken one changes nothing. Refuses a database that is newer than the folder, and a migration that
 * was edited after it had been applied.
 */
export async function migrate(
  client: Client,
  migrations: readonly Migration[],
): Promise<{ readonly applied: readonly string[] }> {
  await client.execute(
    'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY NOT NULL, digest TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT',
  );
  const rows = (await client.execute('SELECT name, digest FROM migrations')).rows;
  const known = new Map(rows.map((row) => [String(row.name), String(row.digest)]));
  for (const name of known.keys()) {
    if (!migrations.some((m) => m.name === name)) {
      throw new MigrationError(`the database has migration ${name}, which this version does not know`);
    }
  }
  const applied: string[] = [];
  for (const migration of migrations) {
    const digest = await sha256(migration.sql);
    const before = known.get(migration.name);
    if (before === digest) continue;
    if (before !== undefined) {
      throw new MigrationError(`migration ${migration.name} was changed after it had been applied`);
    }
    await apply(client, migration, digest);
    applied.push(migration.name);
  }
  return { applied };
}

async function apply(client: Client, migration: Migration, digest: string): Promise<void> {
  const statements = splitStatements(migration.sql);
  try {
    await client.batch(
      [
        ...statements,
        {
          sql: 'INSERT INTO migrations (name, digest, applied_at) VALUES (?, ?, ?)',
          args: [migration.name, digest, BigInt(Date.now())],
        },
      ],
      'write',
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`migration ${migration.name} failed: ${reason}`, error);
  }
}

/**
 * Cuts a file into statements at the semicolons that end one: not those in text, names, comments, or
 * between the BEGIN and END of a trigger.
 */
export function splitStatements(text: string): string[] {
  const statements: string[] = [];
  let current = '';
  let depth = 0;
  for (const [token] of text.matchAll(tokens)) {
    if (token.startsWith('--')) continue;
    if (/^(begin|case)$/i.test(token) && triggerStart.test(current)) depth += 1;
    if (/^end$/i.test(token) && depth > 0) depth -= 1;
    if (token === ';' && depth === 0) {
      if (current.trim() !== '') statements.push(current.trim());
      current = '';
      continue;
    }
    current += token.startsWith('/*') ? ' ' : token;
  }
  if (current.trim() !== '') statements.push(current.trim());
  return statements;
}

const triggerStart = /^\s*create\s+(temp(orary)?\s+)?trigger\b/i;

const tokens =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\p{ID_Start}_][\p{ID_Continue}$]*|[\s\S]/gu;

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
