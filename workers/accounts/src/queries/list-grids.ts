import { type Example, list } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { orgUnits } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { gridNumbers, gridRow } from '../records/grids.ts';
import { gridView, viewGrid } from '../views/grid.ts';

/** The tenant's grids with their numbers of accounts. */
export const listGrids = list({
  id: 'listGrids',
  path: '/v1/grids',
  tag: 'Grids',
  summary: 'List grids with their numbers of accounts',
  description: 'GET /v1/accounts?gridId= lists the accounts of one; a grid is changed as the org unit it is.',
  permission: 'grids.read',
  shape: {
    table: orgUnits,
    row: gridRow,
    permission: 'grids.read',
    id: orgUnits.id,
    sorts: {
      createdAt: { column: orgUnits.createdAt, index: 'grids_by_creation' },
      name: { column: orgUnits.name, index: 'grids_by_name' },
    },
    filters: {
      parentId: {
        column: orgUnits.parentId,
        test: 'any',
        indexes: { createdAt: 'org_units_by_parent' },
      },
      managerId: {
        column: orgUnits.managerId,
        test: 'any',
        indexes: { createdAt: 'org_units_by_manager' },
      },
    },
    computed: gridNumbers,
    always: (alias) =>
      sql`${sql.identifier(alias)}.kind = 'grid' AND ${sql.identifier(alias)}.state = 'active'`,
  },
  filters: { parentId: idField('org_unit'), managerId: idField('user') },
  defaultOrder: '-createdAt',
  sorts: ['createdAt', 'name'],
  item: gridView,
  view: (row) => viewGrid(row),
});

export const example: Example = {
  async request({ run, serial }) {
    for (const name of ['长安', '高新', '锦业路', '小寨']) {
      await run('createOrgUnit', { body: { name: `${name}网格 ${serial}`, kind: 'grid' } });
    }
    return { query: { limit: '10', sort: 'name' } };
  },
};
