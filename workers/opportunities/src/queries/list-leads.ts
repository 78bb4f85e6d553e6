import { type Example, instantBound, list } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { leads } from '@keyline/schema';
import { asBoolean, hourOf, readLogged } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { categoryField } from '../domain/opportunity-input.ts';
import { besideLead, besideLeadSql, leadRow, leadScoped } from '../records/leads.ts';
import { leadReads, privateReadType } from '../records/private-reads.ts';
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
  description:
    'Without contacts.read_private numbers of contacts are masked, but for who gave them. Reading them unmasked is logged, once an hour.',
  permission: 'leads.read',
  shape: {
    table: leads,
    row: { ...leadRow, ...besideLead, readLogged: asBoolean },
    computed: sql`${besideLeadSql('beside')}, ${readLogged('a')}`,
    values: ['hour'],
    beside: ['contacts.read_private'],
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
  values: ({ now }) => hourOf(now),
  item: seenLeadView,
  view: (row, { actor }) => viewSeenLead(row, actor),
  log: {
    types: [privateReadType],
    facts: ({ rows, moment }) => leadReads(moment, rows),
  },
});

export const example: Example = {
  events: ['lead.private_read'],
  async request({ make, run }) {
    const query = { limit: '10', state: 'submitted', category: 'cloud' };
    // Of those that were there before the log tells already.
    await run('listLeads', { query });
    await make('submitLead');
    return { query };
  },
};
