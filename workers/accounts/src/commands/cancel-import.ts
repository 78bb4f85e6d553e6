import { command, type Example } from '@keyline/http';
import { importSubject, moved } from '@keyline/imports';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { shownProgress, visibleImport } from '../records/imports.ts';
import { importView, viewImport } from '../views/import.ts';

const importToCancel = visibleImport('imports.write');

/** Ends an import behind the page at which it is; the rows that are done stay. */
export const cancelImport = command({
  id: 'cancelImport',
  method: 'POST',
  path: '/v1/imports/{importId}/actions/cancel',
  tag: 'Imports',
  summary: 'Cancel an import',
  description: 'The rows that are done stay; a page of 200 that is under way is done or is not.',
  permission: 'imports.write',
  params: { importId: idField('import') },
  answer: { status: 200, description: 'The import, cancelled.', schema: importView },
  problems: some('import.not_found', 'import.ended'),
  load: ({ params }) => ({ job: first(importToCancel.bind({ id: params.importId })) }),
  required: { job: 'import.not_found' },
  decide({ loaded, moment, realNow, refuse, locale }) {
    const { permitted: _, ...row } = loaded.job;
    const names = new Set(Object.keys(shownProgress));
    const entries = Object.entries(row).filter(([name]) => !names.has(name));
    const before = Object.fromEntries(entries) as Parameters<typeof viewImport>[0];
    if (before.state !== 'requested') return refuse('import.ended');
    const patch = { state: 'cancelled' as const };
    const made = changed(moment, importSubject, before, patch, { type: 'import.cancelled' });
    return {
      changes: [made],
      also: [moved(before.id, { endedAt: realNow })],
      body: viewImport(made.row, { ...row, endedAt: realNow }, locale),
    };
  },
});

export const example: Example = {
  events: ['import.cancelled'],
  async request({ make }) {
    return { params: { importId: (await make('createImport')).id } };
  },
  failures: {
    'import.not_found': () => ({ params: { importId: 'imp_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'import.ended'({ make }) {
      return { params: { importId: (await make('cancelImport')).id } };
    },
  },
};
