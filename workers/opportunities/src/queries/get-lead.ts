import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first, hourOf } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleLeadToRead } from '../records/leads.ts';
import { leadReads, privateReadType } from '../records/private-reads.ts';
import { seenLeadView, viewSeenLead } from '../views/leads.ts';

const leadToRead = visibleLeadToRead('leads.read');

/** One lead; to a partner, what it said and what becomes of it. */
export const getLead = query({
  id: 'getLead',
  path: '/v1/leads/{leadId}',
  tag: 'Leads',
  summary: 'Get a lead',
  description:
    'Without contacts.read_private the number of its contact is masked, but for who gave it. Reading it unmasked is logged, once an hour.',
  permission: 'leads.read',
  params: { leadId: idField('lead') },
  answer: { description: 'The lead.', schema: seenLeadView },
  versioned: true,
  problems: some('lead.not_found'),
  load: ({ params, now }) => ({ lead: first(leadToRead.bind({ id: params.leadId, ...hourOf(now) })) }),
  required: { lead: 'lead.not_found' },
  view: ({ loaded, actor }) => ({ body: viewSeenLead(loaded.lead, actor) }),
  log: {
    types: [privateReadType],
    facts: ({ loaded: { lead }, moment }) => leadReads(moment, [lead]),
  },
});

export const example: Example = {
  events: ['lead.private_read'],
  async request({ make }) {
    return { params: { leadId: (await make('submitLead')).id } };
  },
  failures: { 'lead.not_found': () => ({ params: { leadId: 'lea_01kafxq0h3e7rvx8bm2s9t4c5d' } }) },
};
