import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleImport } from '../records/imports.ts';
import { importView, viewImport } from '../views/import.ts';

const importToShow = visibleImport('imports.read');

/** How far an import has come. */
export const getImport = query({
  id: 'getImport',
  path: '/v1/imports/{importId}',
  tag: 'Imports',
  summary: 'Get an import',
  permission: 'imports.read',
  params: { importId: idField('import') },
  answer: { description: 'The import.', schema: importView },
  problems: some('import.not_found'),
  load: ({ params }) => ({ job: first(importToShow.bind({ id: params.importId })) }),
  required: { job: 'import.not_found' },
  view: ({ loaded, locale }) => ({ body: viewImport(loaded.job, loaded.job, locale) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { importId: (await make('createImport')).id } };
  },
  failures: {
    'import.not_found': () => ({ params: { importId: 'imp_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
