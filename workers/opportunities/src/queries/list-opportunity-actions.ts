import { actionsView, moveLoad, offersOf } from '@keyline/cases';
import { type Example, query } from '@keyline/http';
import { idField, settingsDefaults } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { mayClaim, standingInAuction } from '../records/auctions.ts';
import {
  groundLoads,
  opportunityMoving,
  opportunityStatements,
  visibleOpportunity,
} from '../records/opportunities.ts';
import { guardOf } from '../records/opportunity-guards.ts';

const opportunityOfActions = visibleOpportunity('opportunities.read');

/** What the caller may do with an opportunity now, with each form; and why he may not do the rest. */
export const listOpportunityActions = query({
  id: 'listOpportunityActions',
  path: '/v1/opportunities/{opportunityId}/actions',
  tag: 'Opportunities',
  summary: 'List what can be done with an opportunity',
  permission: 'opportunities.read',
  params: { opportunityId: idField('opportunity') },
  answer: { description: 'Every action of the process.', schema: actionsView },
  problems: some('opportunity.not_found'),
  load: ({ params: { opportunityId: id } }) => ({
    opportunity: first(opportunityOfActions.bind({ id })),
    standing: first(standingInAuction.bind({ id })),
    ...groundLoads(id),
    ...moveLoad({ statements: opportunityStatements }, id, {}),
  }),
  required: { opportunity: 'opportunity.not_found' },
  async view({ loaded, actor, locale, now }) {
    const { permitted: _, isWhole: __, ...row } = loaded.opportunity;
    const { acting, users, standing, settings: home } = loaded;
    const { auction, opportunities } = home?.settings ?? settingsDefaults;
    const isOffered = mayClaim(row, standing, { userId: actor.userId, auction, now });
    const guard = guardOf(row, { now, timeZone: home?.timeZone ?? 'UTC', isOffered, ...opportunities });
    const given = { by: { caller: actor, acting, users }, guard };
    return { body: await offersOf(opportunityMoving(loaded), row, loaded, given, locale) };
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
