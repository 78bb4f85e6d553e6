import { type Example, instantBound, list } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { leads } from '@keyline/schema';
import { categoryField } from '../domain/opportunity-input.ts';
import { besideLead, besideLeadSql, leadRow, leadScoped } from '../records/leads.ts';
import { seenLeadView, stateField, viewSeenLead } from '../views/leads.ts';

const any = 'any' as const;
const byPartner = { createdAt: 'leads_by_partner' };
const byAccount = { createdAt: 'leads_by_account' };

/** The leads that the caller may see, or that open work names to him; a partner's own to a partner. */
export const listLeads = list({
  id: 'listLeads',
  path: '/v1/leads',
  tag: 'Leads',
  summary: 'List leads',
  permission: 'leads.read',
  shape: {
    table: leads,
    row: { ...leadRow, ...besideLead },
    computed: besideLeadSql,
    permission: 'leads.read',
    scoped: leadScoped,
    scopeIndexes: {
      creator: { createdAt: 'leads_by_creator' },
      unit: { createdAt: 'leads_by_org_unit' },
      account: byAccount,
      partner: byPartner,
    },
    publicly: ['createdAt', 'state', 'category', 'partnerId', 'accountId', 'createdFrom', 'createdTo'],
    id: leads.id,
    sorts: { createdAt: { column: leads.createdAt, index: 'leads_by_created_at' } },
    filters: {
      state: { column: leads.stage, test: any, indexes: { createdAt: 'leads_by_stage' } },
      category: { column: leads.category, test: any, indexes: { createdAt: 'leads_by_category' } },
      partnerId: { column: leads.partnerId, test: any, indexes: byPartner },
      accountId: { column: leads.accountId, test: any, indexes: byAccount },
      createdFrom: { column: leads.createdAt, test: 'from' },
      createdTo: { column: leads.createdAt, test: 'before' },
    },
  },
  filters: {
    state: stateField,
    category: categoryField,
    partnerId: idField('partner'),
    accountId: idField('account'),
    createdFrom: instantBound,
    createdTo: instantBound,
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: seenLeadView,
  view: (row, { actor }) => viewSeenLead(row, actor),
});

export const example: Example = {
  async request({ make }) {
    await make('submitLead');
    return { query: { limit: '10', state: 'submitted', category: 'cloud' } };
  },
};
