import { importMappings } from '@keyline/schema';
import { columns, type RecordState, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

export type ImportMappingState = RecordState<typeof importMappings>;

export const importMappingSubject: Subject<typeof importMappings> = {
  type: 'import_mapping',
  table: importMappings,
  accountOf: () => null,
  logged: ({ kind, name, mapping }) => ({ kind, name, mapping }),
};

export const importMappingRow = {
  id: importMappings.id,
  version: importMappings.version,
  createdAt: importMappings.createdAt,
  updatedAt: importMappings.updatedAt,
  createdBy: importMappings.createdBy,
  kind: importMappings.kind,
  name: importMappings.name,
  mapping: importMappings.mapping,
};

export const importMappingById = statement({
  values: ['id'],
  row: importMappingRow,
  sql: sql`SELECT ${columns(importMappingRow)} FROM ${importMappings} WHERE ${importMappings.tenantId} = ${tenant} AND ${importMappings.id} = ${value('id')}`,
});

/** A mapping of this kind and name other than `self`. */
export const importMappingByName = statement({
  values: ['kind', 'name', 'self'],
  row: { id: importMappings.id },
  sql: sql`SELECT ${importMappings.id} AS "id" FROM ${importMappings} WHERE ${importMappings.tenantId} = ${tenant} AND ${importMappings.kind} = ${value('kind')} AND ${importMappings.name} = ${value('name')} AND ${importMappings.id} <> ${value('self')}`,
});

/** The same beside a mapping that is known by its id alone: of its kind. */
export const namesakeOfImportMapping = statement({
  values: ['name', 'self'],
  row: { id: importMappings.id },
  sql: sql`SELECT o.id AS "id" FROM ${importMappings} s CROSS JOIN ${importMappings} o ON o.tenant_id = ${tenant} AND o.kind = s.kind AND o.name = ${value('name')} AND o.id <> s.id WHERE s.tenant_id = ${tenant} AND s.id = ${value('self')}`,
});

/** Behind the event that tells of it: the row goes, and its name is free again. */
export const deleteImportMapping = statement({
  values: ['id'],
  sql: sql`DELETE FROM ${importMappings} WHERE ${importMappings.tenantId} = ${tenant} AND ${importMappings.id} = ${value('id')}`,
});
