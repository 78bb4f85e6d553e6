import { type Bucket, type Example, inputError, upload } from '@keyline/http';
import { importSubject, mappingField, newProgress, unknownFields } from '@keyline/imports';
import { commonProblems, newId } from '@keyline/kernel';
import { created } from '@keyline/store';
import * as v from 'valibot';
import { importKindOf, importKinds } from '../imports/kinds.ts';
import { some } from '../problems.ts';
import { importKindField, importView, noProgress, viewImport } from '../views.ts';

/** Bytes of the largest file. */
const limit = 95 * 1_024 * 1_024;

/** Hands a file in whose rows are to become records. */
export const createImport = upload({
  id: 'createImport',
  path: '/v1/imports',
  tag: 'Imports',
  summary: 'Import a file',
  description:
    'CSV in UTF-8 or GB 18030 (GBK), also gzipped, or XLSX of at most 50,000 rows; the head row names the columns. The rows are imported after the answer: ask for the job and its errors. A row is known again by its externalId, so that the same file may be sent again. Empty cells say nothing; dryRun checks everything and writes nothing.',
  permission: 'imports.write',
  asks: importKinds.flatMap(({ permissions }) => permissions),
  fields: {
    kind: importKindField,
    mapping: v.exactOptional(
      v.pipe(v.string(), v.maxLength(60_000), v.parseJson(), mappingField, v.description('JSON text.')),
    ),
    dryRun: v.exactOptional(v.picklist(['true', 'false'])),
  },
  limit,
  noted: true,
  answer: { status: 202, description: 'The import, waiting.', schema: importView },
  problems: {
    ...some('import.kind_not_permitted'),
    'request.invalid': commonProblems['request.invalid'],
  },
  bucketOf: ({ env }) => env.FILES as Bucket,
  keyOf: ({ tenantId }) => `${tenantId}/imports/${newId('import')}`,
  decide({ fields, file, actor, moment, refuse, locale }) {
    const kind = importKindOf(fields.kind);
    const { mapping = {} } = fields;
    if (kind === undefined) throw new Error(`no kind of imports: ${fields.kind}`);
    if (!kind.permissions.some((permission) => actor.permissions.has(permission))) {
      const values = { kind: kind.label, permissions: kind.permissions.join(', ') };
      return refuse('import.kind_not_permitted', { values });
    }
    const unknown = unknownFields(kind, mapping);
    if (unknown.length > 0) {
      const errors = unknown.map((place) => inputError(`/mapping/${place}`, 'unknown'));
      return refuse('request.invalid', { errors });
    }
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
    'request.invalid': () => ({
      form: {
        fields: { kind: 'accounts', mapping: JSON.stringify({ columns: { shoeSize: 'S' } }) },
        file: { name: 'a.csv', content: 'name\n' },
      },
    }),
    async 'import.kind_not_permitted'({ run }) {
      const { key } = await run('createApiKey', { body: { name: 'Files', permissions: ['imports.write'] } });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        form: { fields: { kind: 'accounts' }, file: { name: 'a.csv', content: 'name\n' } },
      };
    },
  },
};
