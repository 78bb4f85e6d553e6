import { type Reaction, type ReactsTo, reaction } from '@keyline/http';
import { all, changed } from '@keyline/store';
import { dealOutcomeOf } from '../domain/lead-outcome.ts';
import { leadSubject, leadsOfOpportunity } from '../records/leads.ts';

/** The leads from which an opportunity comes say what has become of it to whoever brought them. */
export function leadsHear(on: ReactsTo): Reaction {
  return reaction({
    on,
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
}

/** An opportunity was won or lost; `onDealWaiting` hears of one that is taken up again. */
export const onDealEnded = leadsHear([
  'opportunity.signed',
  'opportunity.converted',
  'opportunity.lost',
  'opportunity.abandoned',
  'opportunity.rejected',
]);
