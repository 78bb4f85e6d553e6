import type { Reaction } from '@keyline/http';
import { first } from '@keyline/store';
import { followContract } from '../records/following-contracts.ts';
import { effectiveContract } from '../records/opportunities-of-contracts.ts';
import { leadsHear } from './on-deal-ended.ts';

/**
 * An opportunity came to wait for its contract, maybe again: where one of it is effective already, such as one that
 * became so while the opportunity was lost, it is signed. Its leads hear what has become of it.
 */
export const onDealWaiting: Reaction = {
  ...leadsHear(['opportunity.confirmed', 'opportunity.reopened']),
  async run({ event, moment, store }) {
    const opportunityId = event.subjectId;
    const { contract } = await store.read({ contract: first(effectiveContract.bind({ opportunityId })) });
    if (contract !== undefined)
      await followContract(store, moment, { ...contract, opportunityId, isReplaced: false }, {});
  },
};
