import { integer, text } from 'drizzle-orm/sqlite-core';

/** The columns of every record that changes: who it belongs to, its version, when and by whom it was made. */
export function recordColumns() {
  return {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** The principal (user or API key) that made it. */
    createdBy: text('created_by').notNull(),
  };
}

/** A list of words or an object, kept as JSON text. */
export function json<T>(name: string) {
  return text(name, { mode: 'json' }).$type<T>();
}
