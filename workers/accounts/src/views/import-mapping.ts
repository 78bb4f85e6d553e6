import { mappingField } from '@keyline/imports';
import { idField } from '@keyline/kernel';
import * as v from 'valibot';
import { importMappingNameField } from '../domain/import-mapping-input.ts';
import type { ImportMappingState } from '../records/import-mappings.ts';
import { importKindField } from './import.ts';
import { creatorField, record, stamps } from './record.ts';

export const importMappingView = v.pipe(
  v.strictObject({
    id: idField('import_mapping'),
    ...record,
    createdBy: creatorField,
    kind: importKindField,
    name: importMappingNameField,
    mapping: mappingField,
  }),
  v.metadata({ ref: 'ImportMapping' }),
);

export function viewImportMapping({ id, createdBy, kind, name, mapping, ...row }: ImportMappingState) {
  return { id, ...stamps(row), createdBy, kind, name, mapping };
}
