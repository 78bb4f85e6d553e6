import type { ListModel } from './list-model.ts';

const any = 'any' as const;

/** The lists of what could be sold. */
export const salesModels = {
  listLeads: {
    table: 'leads',
    filters: {
      state: { column: 'stage', test: any },
      category: { column: 'category', test: any },
      partnerId: { column: 'partner_id', test: any },
      accountId: { column: 'account_id', test: any },
      createdFrom: { column: 'created_at', test: 'from' },
      createdTo: { column: 'created_at', test: 'before' },
    },
    sorts: { createdAt: 'created_at' },
    defaultSort: '-createdAt',
    id: 'id',
  },
  listOpportunities: {
    table: 'opportunities',
    filters: {
      accountId: { column: 'account_id', test: any },
      ownerId: { column: 'owner_id', test: any },
      orgUnitId: { column: 'org_unit_id', test: any },
      stage: { column: 'stage', test: any },
      category: { column: 'category', test: any },
      type: { column: 'type', test: any },
      partnerId: { column: 'partner_id', test: any },
      createdFrom: { column: 'created_at', test: 'from' },
      createdTo: { column: 'created_at', test: 'before' },
    },
    sorts: { createdAt: 'created_at', amount: 'amount', dueAt: 'due_sort' },
    defaultSort: '-createdAt',
    id: 'id',
  },
} as const satisfies Readonly<Record<string, ListModel>>;
