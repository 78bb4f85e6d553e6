import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleOpportunity } from '../records/opportunities.ts';
import { seenOpportunityView, viewOpportunity, viewPublicOpportunity } from '../views.ts';

const opportunityToShow = visibleOpportunity('opportunities.read');

/** One opportunity; its public part for whom a task or an auction names beyond his scope. */
export const getOpportunity = query({
  id: 'getOpportunity',
  path: '/v1/opportunities/{opportunityId}',
  tag: 'Opportunities',
  summary: 'Get an opportunity',
  permission: 'opportunities.read',
  params: { opportunityId: idField('opportunity') },
  answer: { description: 'The opportunity.', schema: seenOpportunityView },
  versioned: true,
  problems: some('opportunity.not_found'),
  load: ({ params }) => ({ opportunity: first(opportunityToShow.bind({ id: params.opportunityId })) }),
  required: { opportunity: 'opportunity.not_found' },
  view({ loaded: { opportunity } }) {
    const view = opportunity.isWhole ? viewOpportunity : viewPublicOpportunity;
    return { body: view(opportunity) };
  },
});

export const example: Example = {
  async request({ make }) {
    return { params: { opportunityId: (await make('createOpportunity')).id } };
  },
  failures: {
    'opportunity.not_found': () => ({ params: { opportunityId: 'opp_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
