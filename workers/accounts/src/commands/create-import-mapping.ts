import { command, type Example } from '@keyline/http';
import { mappingField } from '@keyline/imports';
import { newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import * as v from 'valibot';
import { importMappingNameField } from '../domain/import-mapping-input.ts';
import { demandFields } from '../imports/kinds.ts';
import { some } from '../problems.ts';
import { importMappingByName, importMappingSubject } from '../records/import-mappings.ts';
import { importKindField } from '../views/import.ts';
import { importMappingView, viewImportMapping } from '../views/import-mapping.ts';

/** Stores how the files of one source are read, for imports to name. */
export const createImportMapping = command({
  id: 'createImportMapping',
  method: 'POST',
  path: '/v1/import-mappings',
  tag: 'Imports',
  summary: 'Store a mapping',
  description:
    'Which column fills which field, what the values of the file mean, and what new records get where it says nothing. Imports name it by mappingId.',
  permission: 'import_mappings.write',
  body: v.strictObject({ kind: importKindField, name: importMappingNameField, mapping: mappingField }),
  answer: { status: 201, description: 'The mapping.', schema: importMappingView },
  problems: some('import_mapping.name_taken'),
  load: ({ body: { kind, name } }) => ({
    namesake: first(importMappingByName.bind({ kind, name, self: '' })),
  }),
  decide({ loaded, body: { kind, name, mapping }, moment, refuse }) {
    demandFields(kind, mapping);
    if (loaded.namesake) return refuse('import_mapping.name_taken', { values: { name } });
    const id = newId('import_mapping');
    const fields = { id, kind, name, mapping };
    const made = created(moment, importMappingSubject, fields, { type: 'import_mapping.created' });
    return {
      changes: [made],
      body: viewImportMapping(made.row),
      location: `/v1/import-mappings/${id}`,
    };
  },
});

const wellFormed = (name: string) => ({
  kind: 'accounts',
  name,
  mapping: {
    columns: { name: '企业名称', creditCode: 'uscc', presence: '状态' },
    values: { presence: { 已签约: 'existing', 意向: 'potential' } },
    defaults: { kind: 'enterprise' },
  },
});

export const example: Example = {
  events: ['import_mapping.created'],
  request: ({ serial }) => ({ body: wellFormed(`集团客户系统 ${serial}`) }),
  failures: {
    async 'import_mapping.name_taken'({ make }) {
      return { body: wellFormed(String((await make('createImportMapping')).name)) };
    },
  },
};
