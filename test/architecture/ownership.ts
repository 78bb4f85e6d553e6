import * as schema from '@keyline/schema';
import { getTableName, is, Table } from 'drizzle-orm';
import type { Ownership } from './owners.ts';

/** Every table of the schema, under the name by which it is imported. */
export const exportedTables = Object.entries<unknown>(schema).filter((entry): entry is [string, Table] =>
  is(entry[1], Table),
);

const ownerOf = (table: Table) => schema.tableOwners.get(table) ?? '';

/** Who owns what, as the schema's registry says. */
export const ownership: Ownership = {
  bySqlName: new Map(exportedTables.map(([, table]) => [getTableName(table), ownerOf(table)])),
  byExport: new Map(exportedTables.map(([name, table]) => [name, ownerOf(table)])),
};
