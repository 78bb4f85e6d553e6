import { permissionCatalogue } from '@keyline/auth';
import { standardRows } from '@keyline/process/standard';
import { MigrationError, migrate } from '@keyline/store';
import { type SeededPermission, seedPermissions } from '@keyline/worker-accounts/records/seed-permissions';
import { seedProcesses } from '@keyline/worker-accounts/records/seed-processes';
import { createClient } from '@libsql/client/web';
import { Failure, reasonOf } from './failure.ts';
import { readMigrations } from './migrations.ts';

/** The administrator holds all that there is. */
const permissions: readonly SeededPermission[] = Object.entries(permissionCatalogue).map(
  ([key, { roles }]) => ({ key, roles: ['administrator', ...roles] }),
);

/**
 * Brings the database at this URL to the version of the program, with its permissions in the default roles of
 * every tenant and its standard processes, and returns the names of the migrations that it took. Throws a Failure of one line when the database is damaged, newer, or refuses.
 */
export async function bringForward(url: string, authToken?: string): Promise<readonly string[]> {
  const migrations = await readMigrations();
  const client = createClient({ url, ...(authToken !== undefined && { authToken }) });
  try {
    const { applied } = await migrate(client, migrations);
    await seedPermissions(client, permissions);
    await seedProcesses(client, standardRows());
    return applied;
  } catch (error) {
    throw notMigrated(error);
  } finally {
    client.close();
  }
}

function notMigrated(error: unknown): Failure {
  const reason = [error, ...causesOf(error)].map(reasonOf).join(': ');
  if (/SQLITE_(NOTADB|CORRUPT)|malformed|not a database/i.test(reason)) {
    return new Failure(
      {
        en: `The data file is damaged (${reason}). Restore a backup: npm run restore -- <file>.`,
        'zh-CN': `数据文件已损坏（${reason}）。请从备份恢复：npm run restore -- <文件>。`,
      },
      { cause: error },
    );
  }
  const text =
    error instanceof MigrationError
      ? { en: `The database cannot be migrated: ${reason}.`, 'zh-CN': `数据库迁移失败：${reason}。` }
      : { en: `The database cannot be reached: ${reason}.`, 'zh-CN': `无法访问数据库：${reason}。` };
  return new Failure(text, { cause: error });
}

/** fetch hides in its cause why nobody could be reached. */
function causesOf(error: unknown): unknown[] {
  return error instanceof Error &&
    error.cause instanceof Error &&
    !error.message.includes(error.cause.message)
    ? [error.cause, ...causesOf(error.cause)]
    : [];
}
