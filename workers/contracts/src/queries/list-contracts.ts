import { type Example, list } from '@keyline/http';
import { dateField, idField, lineField } from '@keyline/kernel';
import { contracts } from '@keyline/schema';
import { contractRow, contractScoped } from '../records/contracts.ts';
import { contractView, viewContract } from '../views.ts';

const any = 'any' as const;
const byOwner = { createdAt: 'contracts_by_owner', endOn: 'contracts_by_owner_and_end' };
const byAccount = { createdAt: 'contracts_by_account', endOn: 'contracts_by_account_and_end' };

/** The contracts that the caller may see, or that open work names to him. */
export const listContracts = list({
  id: 'listContracts',
  path: '/v1/contracts',
  tag: 'Contracts',
  summary: 'List contracts',
  description:
    '`endFrom` and `endTo` are days: those that end on `endFrom` or later, and before `endTo`. Contracts without an end come last.',
  permission: 'contracts.read',
  shape: {
    table: contracts,
    row: contractRow,
    permission: 'contracts.read',
    scoped: contractScoped,
    scopeIndexes: {
      owner: byOwner,
      creator: { createdAt: 'contracts_by_creator', endOn: 'contracts_by_creator_and_end' },
      unit: { createdAt: 'contracts_by_org_unit', endOn: 'contracts_by_org_unit_and_end' },
      account: byAccount,
    },
    publicly: ['createdAt', 'endOn', 'accountId', 'opportunityId', 'ownerId', 'stage', 'endFrom', 'endTo'],
    id: contracts.id,
    sorts: {
      createdAt: { column: contracts.createdAt, index: 'contracts_by_created_at' },
      endOn: { column: contracts.endSort, index: 'contracts_by_end' },
    },
    filters: {
      accountId: { column: contracts.accountId, test: any, indexes: byAccount },
      opportunityId: {
        column: contracts.opportunityId,
        test: any,
        indexes: { createdAt: 'contracts_by_opportunity' },
      },
      ownerId: { column: contracts.ownerId, test: any, indexes: byOwner },
      stage: { column: contracts.stage, test: any },
      endFrom: { column: contracts.endSort, test: 'from' },
      endTo: { column: contracts.endSort, test: 'before' },
    },
  },
  filters: {
    accountId: idField('account'),
    opportunityId: idField('opportunity'),
    ownerId: idField('user'),
    stage: lineField(40, 'reviewing'),
    endFrom: dateField,
    endTo: dateField,
  },
  defaultOrder: '-createdAt',
  orderBy: { endFrom: 'endOn', endTo: 'endOn' },
  sorts: ['createdAt', 'endOn'],
  item: contractView,
  view: (row) => viewContract(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createContract');
    return { query: { limit: '10', stage: 'drafting' } };
  },
};
