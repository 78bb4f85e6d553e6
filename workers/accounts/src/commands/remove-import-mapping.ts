import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { deleteImportMapping, importMappingById, importMappingSubject } from '../records/import-mappings.ts';

/** Removes a stored mapping; imports that were handed in go on by it. */
export const removeImportMapping = command({
  id: 'removeImportMapping',
  method: 'DELETE',
  path: '/v1/import-mappings/{importMappingId}',
  tag: 'Imports',
  summary: 'Remove a mapping',
  description: 'Imports that were handed in go on by it.',
  permission: 'import_mappings.write',
  params: { importMappingId: idField('import_mapping') },
  answer: { status: 204, description: 'The mapping is gone.' },
  problems: some('import_mapping.not_found'),
  load: ({ params }) => ({ mapping: first(importMappingById.bind({ id: params.importMappingId })) }),
  required: { mapping: 'import_mapping.not_found' },
  versioned: 'mapping',
  decide({ loaded: { mapping }, moment }) {
    const gone = {
      type: 'import_mapping.removed',
      changes: {
        name: [mapping.name, null] as const,
        mapping: [mapping.mapping, null] as const,
      },
    };
    return {
      changes: [changed(moment, importMappingSubject, mapping, {}, gone)],
      also: [deleteImportMapping.bind({ id: mapping.id })],
    };
  },
});

export const example: Example = {
  events: ['import_mapping.removed'],
  async request({ make }) {
    return { params: { importMappingId: (await make('createImportMapping')).id } };
  },
  failures: {
    'import_mapping.not_found': () => ({ params: { importMappingId: 'ipm_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
