import { grants, type Scoped, within } from '@keyline/auth';
import { importRow } from '@keyline/imports';
import { importProgress, imports } from '@keyline/schema';
import { asBoolean, asInstant, asNumber, columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** Imports are for who asked for them, and for who sees those of the whole tenant. */
export const importScoped: Scoped = { creator: imports.createdBy };

/** What of the progress is shown, computed beside the row of an import. */
export const shownProgress = {
  position: asNumber,
  size: asInstant,
  rowsRead: asNumber,
  ended: asBoolean,
  created: asNumber,
  updated: asNumber,
  unchanged: asNumber,
  failed: asNumber,
  warnings: asNumber,
  startedAt: asInstant,
  endedAt: asInstant,
};

const progressColumns = sql.join(
  [
    sql`p.position AS "position"`,
    sql`p.layout ->> 'size' AS "size"`,
    sql`p.rows_read AS "rowsRead"`,
    sql`p.ended AS "ended"`,
    sql`p.created AS "created"`,
    sql`p.updated AS "updated"`,
    sql`p.unchanged AS "unchanged"`,
    sql`p.failed AS "failed"`,
    sql`p.warnings AS "warnings"`,
    sql`p.started_at AS "startedAt"`,
    sql`p.ended_at AS "endedAt"`,
  ],
  sql`, `,
);

/** The progress of the import under alias `a`, for lists: one row of it for each, as JSON. */
export const progressOfListed = sql`(SELECT json_object('position', p.position, 'size', p.layout ->> 'size', 'rowsRead', p.rows_read, 'ended', p.ended, 'created', p.created, 'updated', p.updated, 'unchanged', p.unchanged, 'failed', p.failed, 'warnings', p.warnings, 'startedAt', p.started_at, 'endedAt', p.ended_at) FROM ${importProgress} p WHERE p.tenant_id = ${tenant} AND p.import_id = a.id) AS "progress"`;

/** One import that the caller sees, with whether the permission reaches it. */
export function visibleImport(permission: string) {
  return statement({
    values: ['id'],
    row: { ...importRow, ...shownProgress, permitted: asBoolean },
    sql: sql`WITH ${grants('imports.read', permission)} SELECT ${columns(importRow, 'i')}, ${progressColumns}, ${within(permission, 'i', importScoped)} AS "permitted" FROM ${imports} i CROSS JOIN ${importProgress} p ON p.tenant_id = ${tenant} AND p.import_id = i.id WHERE i.tenant_id = ${tenant} AND i.id = ${value('id')} AND ${within('imports.read', 'i', importScoped)}`,
  });
}
