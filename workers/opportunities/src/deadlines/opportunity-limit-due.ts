import { limitDue } from '@keyline/cases';
import { opportunityById, opportunityMoving } from '../records/opportunities.ts';

/** The limit of an opportunity's stage passes: warning, breach, escalations. */
export const opportunityLimitDue = limitDue(opportunityMoving(), opportunityById, {
  warning: 'opportunity.stage_warned',
  breach: 'opportunity.stage_overdue',
  escalation: 'opportunity.stage_escalated',
});
