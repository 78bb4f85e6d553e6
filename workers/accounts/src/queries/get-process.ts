import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { processById } from '../records/processes.ts';
import { processView, viewProcess } from '../views/process.ts';

/** One version of a process with its definition. */
export const getProcess = query({
  id: 'getProcess',
  path: '/v1/processes/{processId}',
  tag: 'Processes',
  summary: 'Get a process',
  permission: 'processes.read',
  params: { processId: idField('process') },
  answer: { description: 'The process.', schema: processView },
  versioned: true,
  problems: some('process.not_found'),
  load: ({ params }) => ({ process: first(processById.bind({ id: params.processId })) }),
  required: { process: 'process.not_found' },
  view: ({ loaded }) => ({ body: viewProcess(loaded.process) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { processId: (await make('createProcess')).id } };
  },
  failures: {
    'process.not_found': () => ({ params: { processId: 'pro_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
