import { limitDue } from '@keyline/cases';
import { ticketById, ticketMoving } from '../records/tickets.ts';

/** The limit of a ticket's stage passes, where a tenant's own process has one: warning, breach, escalations. */
export const ticketLimitDue = limitDue(ticketMoving, ticketById, {
  warning: 'ticket.stage_warned',
  breach: 'ticket.stage_overdue',
  escalation: 'ticket.stage_escalated',
});
