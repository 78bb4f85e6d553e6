import { command, type Example } from '@keyline/http';
import { mappingField } from '@keyline/imports';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import * as v from 'valibot';
import { importMappingNameField } from '../domain/import-mapping-input.ts';
import { demandFields } from '../imports/kinds.ts';
import { some } from '../problems.ts';
import {
  importMappingById,
  importMappingSubject,
  namesakeOfImportMapping,
} from '../records/import-mappings.ts';
import { importMappingView, viewImportMapping } from '../views/import-mapping.ts';

/** Changes a stored mapping; imports that were handed in go on by the former one. */
export const changeImportMapping = command({
  id: 'changeImportMapping',
  method: 'PATCH',
  path: '/v1/import-mappings/{importMappingId}',
  tag: 'Imports',
  summary: 'Change a mapping',
  description:
    'What is absent stays; mapping takes the place of the whole former one. Imports that were handed in go on by that.',
  permission: 'import_mappings.write',
  params: { importMappingId: idField('import_mapping') },
  body: v.pipe(
    v.strictObject({
      name: v.exactOptional(importMappingNameField),
      mapping: v.exactOptional(mappingField),
    }),
    v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  ),
  answer: { status: 200, description: 'The mapping as it is now.', schema: importMappingView },
  problems: some('import_mapping.not_found', 'import_mapping.name_taken'),
  load: ({ params: { importMappingId: id }, body }) => ({
    mapping: first(importMappingById.bind({ id })),
    namesake: first(namesakeOfImportMapping.bind({ name: body.name ?? '', self: id })),
  }),
  required: { mapping: 'import_mapping.not_found' },
  versioned: 'mapping',
  decide({ loaded, body, moment, refuse }) {
    if (body.mapping) demandFields(loaded.mapping.kind, body.mapping);
    if (loaded.namesake) return refuse('import_mapping.name_taken', { values: { name: body.name ?? '' } });
    const made = changed(moment, importMappingSubject, loaded.mapping, body, {
      type: 'import_mapping.changed',
    });
    return { changes: [made], body: viewImportMapping(made.row) };
  },
});

export const example: Example = {
  events: ['import_mapping.changed'],
  async request({ make }) {
    const { id } = await make('createImportMapping');
    return { params: { importMappingId: id }, body: { mapping: { columns: { name: '单位名称' } } } };
  },
  failures: {
    'import_mapping.not_found': () => ({
      params: { importMappingId: 'ipm_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { name: '客户' },
    }),
    async 'import_mapping.name_taken'({ make }) {
      const { name } = await make('createImportMapping');
      return { params: { importMappingId: (await make('createImportMapping')).id }, body: { name } };
    },
  },
};
