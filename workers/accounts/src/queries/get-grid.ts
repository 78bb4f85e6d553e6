import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { gridById } from '../records/grids.ts';
import { gridView, viewGrid } from '../views/grid.ts';

/** One grid with its numbers of accounts. */
export const getGrid = query({
  id: 'getGrid',
  path: '/v1/grids/{gridId}',
  tag: 'Grids',
  summary: 'Get a grid with its numbers of accounts',
  permission: 'grids.read',
  params: { gridId: idField('org_unit') },
  answer: { description: 'The grid.', schema: gridView },
  problems: some('grid.not_found'),
  load: ({ params }) => ({ grid: first(gridById.bind({ id: params.gridId })) }),
  required: { grid: 'grid.not_found' },
  view: ({ loaded }) => ({ body: viewGrid(loaded.grid) }),
});

export const example: Example = {
  async request({ run, serial }) {
    const grid = await run('createOrgUnit', { body: { name: `锦业路网格 ${serial}`, kind: 'grid' } });
    const account = { name: `网格客户${serial}`, kind: 'enterprise', gridId: grid.id };
    await run('createAccount', { body: account });
    return { params: { gridId: grid.id } };
  },
  failures: {
    async 'grid.not_found'({ make }) {
      return { params: { gridId: (await make('createOrgUnit')).id } };
    },
  },
};
