import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleLead } from '../records/leads.ts';
import { seenLeadView, viewSeenLead } from '../views/leads.ts';

const leadToRead = visibleLead('leads.read');

/** One lead; to a partner, what it said and what becomes of it. */
export const getLead = query({
  id: 'getLead',
  path: '/v1/leads/{leadId}',
  tag: 'Leads',
  summary: 'Get a lead',
  permission: 'leads.read',
  params: { leadId: idField('lead') },
  answer: { description: 'The lead.', schema: seenLeadView },
  versioned: true,
  problems: some('lead.not_found'),
  load: ({ params }) => ({ lead: first(leadToRead.bind({ id: params.leadId })) }),
  required: { lead: 'lead.not_found' },
  view: ({ loaded, actor }) => ({ body: viewSeenLead(loaded.lead, actor) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { leadId: (await make('submitLead')).id } };
  },
  failures: { 'lead.not_found': () => ({ params: { leadId: 'lea_01kafxq0h3e7rvx8bm2s9t4c5d' } }) },
};
