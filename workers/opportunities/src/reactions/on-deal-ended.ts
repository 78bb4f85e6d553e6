import { reaction } from '@keyline/http';
import { all, changed } from '@keyline/store';
import { dealOutcomeOf } from '../domain/lead-outcome.ts';
import { leadSubject, leadsOfOpportunity } from '../records/leads.ts';

/** An opportunity was won, lost or taken up again: the leads from which it comes say so to whoever brought them. */
export const onDealEnded = reaction({
  on: [
    'opportunity.signed',
    'opportunity.converted',
    'opportunity.lost',
    'opportunity.abandoned',
    'opportunity.rejected',
    'opportunity.reopened',
  ],
  load: ({ subjectId }) => ({ leads: all(leadsOfOpportunity.bind({ opportunityId: subjectId })) }),
  decide({ loaded, moment }) {
    const changes = loaded.leads.flatMap(({ dealStage, dealEnd, ...lead }) => {
      const dealOutcome = dealOutcomeOf({ stage: dealStage, outcome: dealEnd });
      if (lead.dealOutcome === dealOutcome) return [];
      return [changed(moment, leadSubject, lead, { dealOutcome }, { type: 'lead.outcome_changed' })];
    });
    return { changes };
  },
});
