import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Migration } from '@keyline/store';

/** Where the project keeps its migrations. */
export const migrationsFolder = join(import.meta.dirname, '../../../migrations');

/** The migrations of a folder in their order: every `NNNN-name.sql`, and nothing else that lies there. */
export function readMigrations(folder: string = migrationsFolder): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-.+\.sql$/.test(file))
    .sort()
    .map((file) => ({ name: file.slice(0, -'.sql'.length), sql: readFileSync(join(folder, file), 'utf8') }));
}
