import { type Example, query } from '@keyline/http';
import { idField, settingsDefaults } from '@keyline/kernel';
import { first, tenantSettings } from '@keyline/store';
import { some } from '../problems.ts';
import { mayClaim, standingInAuction } from '../records/auctions.ts';
import { visibleOpportunity } from '../records/opportunities.ts';
import { auctionView, viewAuction } from '../views.ts';

const opportunityOfAuction = visibleOpportunity('opportunities.read');

/** The auction of an opportunity: the one under way, else the last one. */
export const getAuction = query({
  id: 'getAuction',
  path: '/v1/opportunities/{opportunityId}/auction',
  tag: 'Opportunities',
  summary: 'Get the auction of an opportunity',
  permission: 'opportunities.read',
  params: { opportunityId: idField('opportunity') },
  answer: { description: 'The auction.', schema: auctionView },
  problems: some('opportunity.not_found', 'auction.not_found'),
  load: ({ params: { opportunityId: id } }) => ({
    opportunity: first(opportunityOfAuction.bind({ id })),
    standing: first(standingInAuction.bind({ id })),
    settings: first(tenantSettings.bind({})),
  }),
  required: { opportunity: 'opportunity.not_found' },
  view({ loaded: { opportunity, standing, settings }, actor: { userId }, now, refuse }) {
    if (opportunity.auction === null) return refuse('auction.not_found');
    const { auction } = settings?.settings ?? settingsDefaults;
    const can = mayClaim(opportunity, standing, { userId, auction, now });
    return { body: viewAuction(opportunity.id, opportunity.auction, can) };
  },
});

export const example: Example = {
  async request({ make, run }) {
    const { id } = await make('moveOpportunity');
    const eligibility = { orgUnitIds: [(await make('createOrgUnit')).id], maxOpen: 5 };
    const body = { mode: 'first_claim', endsAt: '2099-01-01T00:00:00Z', eligibility };
    await run('moveOpportunity', { params: { opportunityId: id, action: 'open-auction' }, body });
    return { params: { opportunityId: id } };
  },
  failures: {
    'opportunity.not_found': () => ({ params: { opportunityId: 'opp_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'auction.not_found'({ make }) {
      return { params: { opportunityId: (await make('createOpportunity')).id } };
    },
  },
};
