import { reaction } from '@keyline/http';
import { changed, first } from '@keyline/store';
import { accountOfOpportunity, draftOfOpportunity } from '../records/account-drafts.ts';
import { accountSubject } from '../records/accounts.ts';

/**
 * An opportunity got an owner: where its account is a draft that nobody has, he gets that too, and it moves to his unit.
 * Whoever works for a customer sees him whole, and a customer whom a lead brought is in somebody's hands.
 */
export const onOpportunityAssigned = reaction({
  on: ['opportunity.assigned', 'opportunity.awarded', 'opportunity.transferred'],
  load: ({ subjectId: opportunityId }) => ({
    known: first(accountOfOpportunity.bind({ opportunityId })),
    draft: first(draftOfOpportunity.bind({ opportunityId })),
  }),
  decide({ loaded: { known, draft }, moment }) {
    // Events come in any order: that asks for the draft may still be under way, and then this one comes again.
    if (known?.accountId === null) throw new Error('the draft is not there yet');
    if (draft === undefined) return undefined;
    const { dealOwnerId: ownerId, dealUnitId, ...before } = draft;
    const patch = { ownerId, ...(dealUnitId !== null && { orgUnitId: dealUnitId }) };
    return { changes: [changed(moment, accountSubject, before, patch, { type: 'account.changed' })] };
  },
});
