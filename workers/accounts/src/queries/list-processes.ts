import { type Example, list } from '@keyline/http';
import { lineField } from '@keyline/kernel';
import { processes } from '@keyline/schema';
import { processSummaryRow } from '../records/processes.ts';
import { processStateField, processSummaryView, viewProcessSummary } from '../views/process.ts';

/** The tenant's processes, every version of each, without their definitions. */
export const listProcesses = list({
  id: 'listProcesses',
  path: '/v1/processes',
  tag: 'Processes',
  summary: 'List processes',
  description: 'Every version; `state=published` gives what runs now.',
  permission: 'processes.read',
  shape: {
    table: processes,
    row: processSummaryRow,
    permission: 'processes.read',
    id: processes.id,
    sorts: { createdAt: { column: processes.createdAt, index: 'processes_by_created_at' } },
    filters: {
      key: { column: processes.key, test: 'any' },
      state: { column: processes.state, test: 'any' },
    },
  },
  filters: { key: lineField(60, 'contract.review'), state: processStateField },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: processSummaryView,
  view: (row) => viewProcessSummary(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createProcess');
    return { query: { limit: '10', state: 'draft' } };
  },
};
