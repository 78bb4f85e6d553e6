import { type Example, list } from '@keyline/http';
import { importRow } from '@keyline/imports';
import { imports } from '@keyline/schema';
import { asJson } from '@keyline/store';
import { importScoped, progressOfListed } from '../records/imports.ts';
import { importKindField, importView, noProgress, type ShownProgress, viewImport } from '../views/import.ts';

/** The imports that the caller asked for, or those of the tenant. */
export const listImports = list({
  id: 'listImports',
  path: '/v1/imports',
  tag: 'Imports',
  summary: 'List imports',
  permission: 'imports.read',
  shape: {
    table: imports,
    row: { ...importRow, progress: asJson<ShownProgress>(noProgress) },
    computed: progressOfListed,
    permission: 'imports.read',
    scoped: importScoped,
    scopeIndexes: { creator: { createdAt: 'imports_by_creator' } },
    id: imports.id,
    sorts: { createdAt: { column: imports.createdAt, index: 'imports_by_created_at' } },
    filters: { kind: { column: imports.kind, test: 'any' } },
  },
  filters: { kind: importKindField },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: importView,
  view: (row, { locale }) => viewImport(row, row.progress, locale),
});

export const example: Example = {
  async request({ make }) {
    await make('createImport');
    return { query: { limit: '10', kind: 'accounts' } };
  },
};
