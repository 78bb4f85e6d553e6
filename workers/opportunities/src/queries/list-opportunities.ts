import { type Example, instantBound, list } from '@keyline/http';
import { idField, lineField } from '@keyline/kernel';
import { opportunities } from '@keyline/schema';
import * as input from '../domain/opportunity-input.ts';
import { opportunityRow, opportunityScoped } from '../records/opportunities.ts';
import { opportunityColumns } from '../views/opportunity-columns.ts';
import { seenOpportunityView, viewOpportunity, viewPublicOpportunity } from '../views.ts';

const any = 'any' as const;
const byOwner = { createdAt: 'opportunities_by_owner' };
const byAccount = { createdAt: 'opportunities_by_account' };
const byUnit = { createdAt: 'opportunities_by_org_unit' };

/** The opportunities that the caller may see, and those that open work or an auction shows him. */
export const listOpportunities = list({
  id: 'listOpportunities',
  path: '/v1/opportunities',
  tag: 'Opportunities',
  summary: 'List opportunities',
  description:
    'format=csv needs opportunities.export as well. Opportunities of which the caller sees the public part only are left out where more is asked about than that.',
  permission: 'opportunities.read',
  shape: {
    table: opportunities,
    row: opportunityRow,
    permission: 'opportunities.read',
    scoped: opportunityScoped,
    scopeIndexes: {
      owner: byOwner,
      creator: { createdAt: 'opportunities_by_creator' },
      unit: byUnit,
      account: byAccount,
    },
    publicly: [
      ...['createdAt', 'dueAt', 'amount', 'accountId', 'ownerId', 'orgUnitId', 'stage', 'category', 'type'],
      ...['createdFrom', 'createdTo'],
    ],
    id: opportunities.id,
    sorts: {
      createdAt: { column: opportunities.createdAt, index: 'opportunities_by_created_at' },
      amount: { column: opportunities.amount, index: 'opportunities_by_amount' },
      dueAt: { column: opportunities.dueSort, index: 'opportunities_by_due' },
    },
    filters: {
      accountId: { column: opportunities.accountId, test: any, indexes: byAccount },
      ownerId: { column: opportunities.ownerId, test: any, indexes: byOwner },
      orgUnitId: { column: opportunities.orgUnitId, test: any, indexes: byUnit },
      stage: {
        column: opportunities.stage,
        test: any,
        indexes: { createdAt: 'opportunities_by_stage' },
      },
      category: {
        column: opportunities.category,
        test: any,
        indexes: { createdAt: 'opportunities_by_category' },
      },
      type: { column: opportunities.type, test: any },
      partnerId: {
        column: opportunities.partnerId,
        test: any,
        indexes: { createdAt: 'opportunities_by_partner' },
      },
      createdFrom: { column: opportunities.createdAt, test: 'from' },
      createdTo: { column: opportunities.createdAt, test: 'before' },
    },
  },
  filters: {
    accountId: idField('account'),
    ownerId: idField('user'),
    orgUnitId: idField('org_unit'),
    stage: lineField(40, 'pooled'),
    category: input.categoryField,
    type: input.typeField,
    partnerId: idField('partner'),
    createdFrom: instantBound,
    createdTo: instantBound,
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt', 'amount', 'dueAt'],
  item: seenOpportunityView,
  view: (row, { isWhole }) => (isWhole ? viewOpportunity(row) : viewPublicOpportunity(row)),
  csv: { permission: 'opportunities.export', name: 'opportunities', columns: opportunityColumns },
});

export const example: Example = {
  async request({ make }) {
    await make('createOpportunity');
    return { query: { limit: '10', stage: 'drafted', category: 'cloud' } };
  },
};
