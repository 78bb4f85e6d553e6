/** What the Workers use of Drizzle, in place of its index, all of which an isolate would evaluate (tsconfig.json). */
export { Column, type GetColumnData } from 'drizzle-orm/column';
export { is } from 'drizzle-orm/entity';
export { Placeholder, SQL, type SQLWrapper, sql } from 'drizzle-orm/sql/sql';
export { getTableName, Table } from 'drizzle-orm/table';
export { getTableColumns } from 'drizzle-orm/utils';
