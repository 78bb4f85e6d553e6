import { type Example, list } from '@keyline/http';
import { importMappings } from '@keyline/schema';
import { importMappingNameField } from '../domain/import-mapping-input.ts';
import { importMappingRow } from '../records/import-mappings.ts';
import { importKindField } from '../views/import.ts';
import { importMappingView, viewImportMapping } from '../views/import-mapping.ts';

/** The mappings that the tenant has stored. */
export const listImportMappings = list({
  id: 'listImportMappings',
  path: '/v1/import-mappings',
  tag: 'Imports',
  summary: 'List mappings',
  permission: 'import_mappings.read',
  shape: {
    table: importMappings,
    row: importMappingRow,
    permission: 'import_mappings.read',
    id: importMappings.id,
    sorts: { createdAt: { column: importMappings.createdAt, index: 'import_mappings_by_created_at' } },
    filters: {
      kind: { column: importMappings.kind, test: 'any' },
      name: { column: importMappings.name, test: 'any' },
    },
  },
  filters: { kind: importKindField, name: importMappingNameField },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: importMappingView,
  view: (row) => viewImportMapping(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createImportMapping');
    return { query: { limit: '10', kind: 'accounts' } };
  },
};
