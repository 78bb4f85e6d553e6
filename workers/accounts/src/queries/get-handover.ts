import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { handoverById } from '../records/handovers.ts';
import { handoverView, viewHandover } from '../views.ts';

/** How far a handover is. */
export const getHandover = query({
  id: 'getHandover',
  path: '/v1/handovers/{handoverId}',
  tag: 'Users',
  summary: 'Get a handover',
  permission: 'users.write',
  params: { handoverId: idField('handover') },
  answer: { description: 'The handover.', schema: handoverView },
  versioned: true,
  problems: some('handover.not_found'),
  load: ({ params }) => ({ handover: first(handoverById.bind({ id: params.handoverId })) }),
  required: { handover: 'handover.not_found' },
  view: ({ loaded }) => ({ body: viewHandover(loaded.handover) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { handoverId: (await make('createHandover')).id } };
  },
  failures: {
    'handover.not_found': () => ({ params: { handoverId: 'hov_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
