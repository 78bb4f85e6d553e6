import { type Bucket, type Example, inputError, upload } from '@keyline/http';
import { importSubject, joinedMapping, mappingField, newProgress } from '@keyline/imports';
import { idField, newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import * as v from 'valibot';
import { demandFields, fieldsOfKinds, importKindOf, importKinds } from '../imports/kinds.ts';
import { some, unknownReference } from '../problems.ts';
import { importMappingById } from '../records/import-mappings.ts';
import { importKindField, importView, noProgress, viewImport } from '../views/import.ts';

/** Bytes of the largest file. */
const limit = 95 * 1_024 * 1_024;

/** Hands a file in whose rows are to become records. */
export const createImport = upload({
  id: 'createImport',
  path: '/v1/imports',
  tag: 'Imports',
  summary: 'Import a file',
  description: `CSV in UTF-8 or GB 18030 (GBK), also gzipped, or XLSX of at most 50,000 rows; the head row names the columns. The rows are imported after the answer: ask for the job and its errors. A row is known again by its externalId, so that the same file may be sent again. Empty cells say nothing; dryRun checks everything and writes nothing. A mapping, or the head row itself, names these fields:\n\n${fieldsOfKinds}`,
  permission: 'imports.write',
  asks: importKinds.flatMap(({ permissions }) => permissions),
  fields: {
    kind: importKindField,
    mapping: v.exactOptional(
      v.pipe(v.string(), v.maxLength(60_000), v.parseJson(), mappingField, v.description('JSON text.')),
    ),
    mappingId: v.exactOptional(
      v.pipe(
        idField('import_mapping'),
        v.description('A stored mapping; where mapping says something too, that counts.'),
      ),
    ),
    dryRun: v.exactOptional(v.picklist(['true', 'false'])),
  },
  limit,
  noted: true,
  answer: { status: 202, description: 'The import, waiting.', schema: importView },
  problems: { ...some('import.kind_not_permitted', 'import_mapping.other_kind'), ...unknownReference },
  bucketOf: ({ env }) => env.FILES as Bucket,
  keyOf: ({ tenantId }) => `${tenantId}/imports/${newId('import')}`,
  load: ({ fields }) => ({
    stored:
      fields.mappingId === undefined ? undefined : first(importMappingById.bind({ id: fields.mappingId })),
  }),
  decide({ loaded: { stored }, fields, file, actor, moment, refuse, locale }) {
    const kind = importKindOf(fields.kind);
    if (kind === undefined) throw new Error(`no kind of imports: ${fields.kind}`);
    if (!kind.permissions.some((permission) => actor.permissions.has(permission))) {
      const values = { kind: kind.label, permissions: kind.permissions.join(', ') };
      return refuse('import.kind_not_permitted', { values });
    }
    if (fields.mappingId && stored === undefined) {
      const errors = [inputError('/mappingId', 'unknown_reference')];
      return refuse('request.unknown_reference', { errors });
    }
    if (stored && stored.kind !== kind.key) {
      const values = { name: stored.name, mapped: importKindOf(stored.kind)?.label, kind: kind.label };
      return refuse('import_mapping.other_kind', { values });
    }
    demandFields(kind.key, fields.mapping ?? {});
    const mapping = joinedMapping(stored?.mapping, fields.mapping);
    const id = newId('import');
    const made = created(
      moment,
      importSubject,
      {
        id,
        kind: kind.key,
        state: 'requested',
        dryRun: fields.dryRun === 'true',
        mapping,
        fileName: file.fileName.slice(0, 400) || 'file',
        fileSize: file.size,
        sha256: file.sha256,
        fileKey: file.key,
        failure: null,
        failureValues: null,
      },
      { type: 'import.requested' },
    );
    return {
      changes: [made],
      also: [newProgress(id)],
      body: viewImport(made.row, noProgress, locale),
      location: `/v1/imports/${id}`,
    };
  },
});

export const example: Example = {
  events: ['import.requested'],
  request: ({ serial }) => ({
    form: {
      fields: { kind: 'accounts', mapping: JSON.stringify({ defaults: { kind: 'enterprise' } }) },
      file: { name: 'customers.csv', content: `externalId,name\nboss-${serial},西安导入${serial}有限公司\n` },
    },
  }),
  failures: {
    'request.unknown_reference': () => ({
      form: {
        fields: { kind: 'accounts', mappingId: 'ipm_01kafxq0h3e7rvx8bm2s9t4c5d' },
        file: { name: 'a.csv', content: 'name\n' },
      },
    }),
    async 'import_mapping.other_kind'({ make }) {
      const { id } = await make('createImportMapping');
      return {
        form: { fields: { kind: 'contacts', mappingId: id }, file: { name: 'a.csv', content: 'name\n' } },
      };
    },
    async 'import.kind_not_permitted'({ run }) {
      const { key } = await run('createApiKey', { body: { name: 'Files', permissions: ['imports.write'] } });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        form: { fields: { kind: 'accounts' }, file: { name: 'a.csv', content: 'name\n' } },
      };
    },
  },
};
