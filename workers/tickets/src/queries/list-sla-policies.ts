import { type Example, list } from '@keyline/http';
import { slaPolicies } from '@keyline/schema';
import { policyRow } from '../records/policies.ts';
import { policyView, viewPolicy } from '../views.ts';

/** The SLA policies of the tenant, in the order in which they are tried. */
export const listSlaPolicies = list({
  id: 'listSlaPolicies',
  path: '/v1/sla-policies',
  tag: 'SLA',
  summary: 'List SLA policies',
  permission: 'sla_policies.read',
  shape: {
    table: slaPolicies,
    row: policyRow,
    permission: 'sla_policies.read',
    id: slaPolicies.id,
    sorts: { position: { column: slaPolicies.position, index: 'sla_policies_by_position' } },
    filters: {},
  },
  defaultOrder: 'position',
  sorts: ['position'],
  item: policyView,
  view: (row) => viewPolicy(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createSlaPolicy');
    return { query: { limit: '10' } };
  },
};
