import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { importMappingById } from '../records/import-mappings.ts';
import { importMappingView, viewImportMapping } from '../views/import-mapping.ts';

/** One stored mapping. */
export const getImportMapping = query({
  id: 'getImportMapping',
  path: '/v1/import-mappings/{importMappingId}',
  tag: 'Imports',
  summary: 'Get a mapping',
  permission: 'import_mappings.read',
  params: { importMappingId: idField('import_mapping') },
  answer: { description: 'The mapping.', schema: importMappingView },
  versioned: true,
  problems: some('import_mapping.not_found'),
  load: ({ params }) => ({ mapping: first(importMappingById.bind({ id: params.importMappingId })) }),
  required: { mapping: 'import_mapping.not_found' },
  view: ({ loaded }) => ({ body: viewImportMapping(loaded.mapping) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { importMappingId: (await make('createImportMapping')).id } };
  },
  failures: {
    'import_mapping.not_found': () => ({ params: { importMappingId: 'ipm_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
