/** The same of Drizzle's part for SQLite. */
export type { SQLiteColumn } from 'drizzle-orm/sqlite-core/columns/common';
export { integer } from 'drizzle-orm/sqlite-core/columns/integer';
export { text } from 'drizzle-orm/sqlite-core/columns/text';
export { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core/dialect';
export { index, uniqueIndex } from 'drizzle-orm/sqlite-core/indexes';
export { primaryKey } from 'drizzle-orm/sqlite-core/primary-keys';
export { SQLiteTable, sqliteTable } from 'drizzle-orm/sqlite-core/table';
