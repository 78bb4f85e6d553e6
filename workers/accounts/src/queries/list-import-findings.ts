import { type Example, list } from '@keyline/http';
import { choiceField, idField } from '@keyline/kernel';
import { importFindings } from '@keyline/schema';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleImport } from '../records/imports.ts';
import { importFindingView, viewImportFinding } from '../views/import.ts';
import { findingColumns } from '../views/import-columns.ts';

const importOfFindings = visibleImport('imports.read');

/** What an import says about rows, in their order. */
export const listImportFindings = list({
  id: 'listImportFindings',
  path: '/v1/imports/{importId}/errors',
  tag: 'Imports',
  summary: 'List what is wrong with rows',
  description:
    'Errors, of rows that were not imported, and warnings. At most 100,000 are kept of one import.',
  permission: 'imports.read',
  params: { importId: idField('import') },
  shape: {
    table: importFindings,
    row: {
      id: importFindings.id,
      row: importFindings.row,
      severity: importFindings.severity,
      code: importFindings.code,
      pointer: importFindings.pointer,
      values: importFindings.values,
    },
    permission: 'imports.read',
    id: importFindings.id,
    parent: importFindings.importId,
    sorts: { row: { column: importFindings.row, index: 'import_findings_by_row' } },
    filters: { severity: { column: importFindings.severity, test: 'any' } },
  },
  filters: { severity: choiceField(['error', 'warning']) },
  defaultOrder: 'row',
  sorts: ['row'],
  parent: (params) => params.importId,
  problems: some('import.not_found'),
  load: ({ params }) => ({ job: first(importOfFindings.bind({ id: params.importId })) }),
  required: { job: 'import.not_found' },
  item: importFindingView,
  view: (row, { loaded, locale }) => viewImportFinding(row, loaded.job.kind, locale),
  csv: { permission: 'imports.read', name: 'import-errors', columns: findingColumns },
});

export const example: Example = {
  async request({ run, react }) {
    const content = `name,creditCode\n${'西安导入有限公司,123\n'.repeat(4)}`;
    const form = { fields: { kind: 'accounts' }, file: { name: 'customers.csv', content } };
    const { id } = await run('createImport', { form });
    await react(id);
    return { params: { importId: id }, query: { severity: 'error' } };
  },
  failures: {
    'import.not_found': () => ({ params: { importId: 'imp_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
