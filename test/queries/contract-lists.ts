import type { ListModel } from './list-model.ts';

const any = 'any' as const;

/** The lists of the contracts Worker. */
export const contractLists = {
  listContractTemplates: {
    table: 'contract_templates',
    filters: { state: { column: 'state', test: any } },
    sorts: { createdAt: 'created_at' },
    defaultSort: '-createdAt',
    id: 'id',
  },
  listContracts: {
    table: 'contracts',
    filters: {
      accountId: { column: 'account_id', test: any },
      opportunityId: { column: 'opportunity_id', test: any },
      ownerId: { column: 'owner_id', test: any },
      stage: { column: 'stage', test: any },
      endFrom: { column: 'end_sort', test: 'from' },
      endTo: { column: 'end_sort', test: 'before' },
    },
    sorts: { createdAt: 'created_at', endOn: 'end_sort' },
    defaultSort: '-createdAt',
    id: 'id',
  },
} as const satisfies Readonly<Record<string, ListModel>>;
