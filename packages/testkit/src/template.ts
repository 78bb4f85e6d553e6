import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createLibsqlServer } from '@keyline/libsql-server';
import { type Migration, migrate, splitStatements } from '@keyline/store';
import { createClient } from '@libsql/client/http';
import { sharedFolder } from './temporary-folder.ts';

/** Templates that no process has asked for are kept this long, in milliseconds. */
const keptMs = 3_600_000;

/**
 * The file of a database to which these migrations were applied. Its name says which statements made it, so
 * that all test processes share it; it appears by a rename, so that none ever sees half of it.
 */
export async function migratedTemplate(migrations: readonly Migration[]): Promise<string> {
  const folder = sharedFolder();
  const file = join(folder, `template-${digestOf(migrations)}.db`);
  if (isThere(file)) return file;
  removeOldTemplates(folder);
  const making = join(folder, `process-${process.pid}-template-${randomUUID()}`);
  try {
    await makeDatabase(making, migrations);
    renameSync(join(making, 'template.db'), file);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return file;
}

/** Asking makes a template young again, so that nobody deletes it while a process copies from it. */
function isThere(file: string): boolean {
  try {
    const now = new Date();
    utimesSync(file, now, now);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Closing the server moves the write-ahead log into the file, which is then all there is to copy. */
async function makeDatabase(directory: string, migrations: readonly Migration[]): Promise<void> {
  const server = createLibsqlServer({ directory, synchronous: 'off' });
  const client = createClient({ url: 'http://database.test/template/', fetch: server.fetch });
  try {
    await migrate(client, migrations);
  } finally {
    await server.close();
  }
}

function digestOf(migrations: readonly Migration[]): string {
  const made = migrations.map(({ name, sql }) => [name, sql, splitStatements(sql)]);
  return createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 32);
}

function removeOldTemplates(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('template-')) continue;
    const file = join(folder, name);
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > keptMs) rmSync(file, { force: true });
  }
}
