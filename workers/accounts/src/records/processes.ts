import { permissionKeys } from '@keyline/auth';
import type { Known } from '@keyline/process';
import { caseWords, idPart, vocabularies } from '@keyline/process/standard';
import { processes, roles } from '@keyline/schema';
import { asNumber, columns, must, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { viewProcess } from '../views/process.ts';
import { ownFields } from '../views.ts';

export const processSubject: Subject<typeof processes> = {
  type: 'process',
  table: processes,
  accountOf: () => null,
  logged: (row) => ownFields(viewProcess(row)),
};

export const processSummaryRow = {
  id: processes.id,
  version: processes.version,
  createdAt: processes.createdAt,
  updatedAt: processes.updatedAt,
  createdBy: processes.createdBy,
  key: processes.key,
  subject: processes.subject,
  title: processes.title,
  state: processes.state,
  number: processes.number,
  publishedAt: processes.publishedAt,
};

const processRow = {
  ...processSummaryRow,
  definition: processes.definition,
  roles: processes.roles,
  permissions: processes.permissions,
};

export const processById = statement({
  values: ['id'],
  row: processRow,
  sql: sql`SELECT ${columns(processRow)} FROM ${processes} WHERE ${processes.tenantId} = ${tenant} AND ${processes.id} = ${value('id')}`,
});

const siblings = sql`FROM ${processes} d CROSS JOIN ${processes} o INDEXED BY processes_by_number ON o.tenant_id = ${tenant} AND o.key = d.key AND o.number IS NOT NULL WHERE d.tenant_id = ${tenant} AND d.id = ${value('id')}`;

/** What runs under the key of a draft, and the last version number under it. */
export const publishedBeside = statement({
  values: ['id'],
  row: processRow,
  sql: sql`SELECT ${columns(processRow, 'o')} ${siblings} AND o.state = 'published'`,
});
export const lastNumberBeside = statement({
  values: ['id'],
  row: { number: asNumber },
  sql: sql`SELECT coalesce((SELECT o.number ${siblings} ORDER BY o.number DESC LIMIT 1), 0) AS "number"`,
});

/** At the commit: under this key runs what was loaded (an id, or an empty text), and nothing else. */
export const mustStillRun = must(
  ['key', 'id'],
  sql`SELECT coalesce((SELECT o.id FROM ${processes} o WHERE o.tenant_id = ${tenant} AND o.key = ${value('key')} AND o.state = 'published'), '') = ${value('id')}`,
);

/** The keys of the tenant's roles. */
export const roleKeysOfTenant = statement({
  row: { key: roles.key },
  sql: sql`SELECT ${roles.key} AS "key" FROM ${roles} INDEXED BY roles_by_created_at WHERE ${roles.tenantId} = ${tenant} AND ${roles.kind} <> 'key' LIMIT 1000`,
});

/** What a definition of this tenant may speak of. */
export function knownTo(subject: string, roleRows: readonly { readonly key: string }[]): Known {
  return {
    vocabulary: vocabularies[subject] ?? caseWords,
    roles: new Set(roleRows.map(({ key }) => key)),
    permissions: new Set<string>(permissionKeys),
  };
}

/** The standard processes, published from the tenant's first day: a JSON list of rows. */
export const seedStandard = statement({
  values: ['rows', 'now'],
  sql: sql`INSERT INTO ${processes} (tenant_id, id, version, created_at, updated_at, created_by, key, subject, title, state, number, published_at, definition, roles, permissions) SELECT ${tenant}, 'pro_' || substr(${tenant}, ${sql.raw(String(idPart.start + 1))}, ${sql.raw(String(idPart.length))}) || (j.value ->> 'code'), 1, ${value('now')}, ${value('now')}, 'system', j.value ->> 'key', j.value ->> 'subject', j.value -> 'title', 'published', 1, ${value('now')}, j.value -> 'definition', j.value -> 'roles', j.value -> 'permissions' FROM json_each(${value('rows')}) j`,
});
