import { recountOf, recountsLimits } from '@keyline/cases';
import { leadMoving, leadsByIds } from '../records/leads.ts';
import { opportunitiesByIds, opportunityMoving } from '../records/opportunities.ts';

/** The limits of opportunities and leads are counted anew. */
export const onCalendarYearLoaded = recountsLimits(
  recountOf({ moving: opportunityMoving(), byIds: opportunitiesByIds, told: 'opportunity.due_moved' }),
  recountOf({ moving: leadMoving, byIds: leadsByIds, told: 'lead.due_moved' }),
);
