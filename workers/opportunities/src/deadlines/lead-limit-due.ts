import { limitDue } from '@keyline/cases';
import { leadById, leadMoving } from '../records/leads.ts';

/** Nobody has dealt with a lead in time: warning, breach, escalations. */
export const leadLimitDue = limitDue(leadMoving, leadById, {
  warning: 'lead.warned',
  breach: 'lead.overdue',
  escalation: 'lead.escalated',
});
