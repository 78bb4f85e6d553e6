import type { EventType } from '@keyline/protocol';
import type { Route } from '../domain/route.ts';
import { accountChanged } from './account-changed.ts';
import { accountChurnRaised } from './account-churn-raised.ts';
import { accountCreated } from './account-created.ts';
import { calendarYearMissing } from './calendar-year-missing.ts';
import {
  contractCancelled,
  contractEffective,
  contractExpiring,
  contractTerminated,
} from './contract-ends.ts';
import { handoverFinished } from './handover-finished.ts';
import { importEnded } from './import-ended.ts';
import { invitationCreated } from './invitation-created.ts';
import * as lead from './lead-told.ts';
import * as limits from './limit-routes.ts';
import * as sales from './opportunities.ts';
import { passwordResetRequested } from './password-reset-requested.ts';
import { taskOpened } from './task-opened.ts';
import { teamMemberAdded } from './team-member-added.ts';
import {
  ticketAssigned,
  ticketBreached,
  ticketCreated,
  ticketEscalated,
  ticketMessaged,
  ticketReopened,
  ticketWarned,
} from './tickets.ts';
import { webhookEndpointDisabled } from './webhook-endpoint-disabled.ts';

/**
 * Which events reach which people. Each of these types names this Worker among its consumers in the catalogue; all
 * others come here only for webhook endpoints.
 */
const routes: Partial<Readonly<Record<EventType, Route>>> = {
  'account.changed': accountChanged,
  'account.churn_raised': accountChurnRaised,
  'account.created': accountCreated,
  'calendar.year_missing': calendarYearMissing,
  'case.escalated': limits.caseLimits.escalated,
  'case.overdue': limits.caseLimits.overdue,
  'case.warned': limits.caseLimits.warned,
  'contract.cancelled': contractCancelled,
  'contract.effective': contractEffective,
  'contract.expiring': contractExpiring,
  'contract.stage_escalated': limits.contractLimits.escalated,
  'contract.stage_overdue': limits.contractLimits.overdue,
  'contract.stage_warned': limits.contractLimits.warned,
  'contract.terminated': contractTerminated,
  'handover.finished': handoverFinished,
  'import.cancelled': importEnded,
  'import.done': importEnded,
  'import.failed': importEnded,
  'invitation.created': invitationCreated,
  'invitation.resent': invitationCreated,
  'lead.accepted': lead.leadAccepted,
  'lead.escalated': limits.leadLimits.escalated,
  'lead.expired': lead.leadExpired,
  'lead.information_requested': lead.leadInformationRequested,
  'lead.marked_duplicate': lead.leadMarkedDuplicate,
  'lead.outcome_changed': lead.leadOutcomeChanged,
  'lead.overdue': limits.leadLimits.overdue,
  'lead.rejected': lead.leadRejected,
  'lead.warned': limits.leadLimits.warned,
  'opportunity.abandoned': sales.opportunityAbandoned,
  'opportunity.assigned': sales.opportunityAssigned,
  'opportunity.auction_ended': sales.auctionEnded,
  'opportunity.auction_opened': sales.auctionOpened,
  'opportunity.awarded': sales.opportunityAwarded,
  'opportunity.confirmed': sales.opportunityConfirmed,
  'opportunity.lost': sales.opportunityLost,
  'opportunity.rejected': sales.opportunityRejected,
  'opportunity.reopened': sales.opportunityReopened,
  'opportunity.returned': sales.opportunityReturned,
  'opportunity.signed': sales.opportunitySigned,
  'opportunity.stage_escalated': limits.opportunityLimits.escalated,
  'opportunity.stage_overdue': limits.opportunityLimits.overdue,
  'opportunity.stage_warned': limits.opportunityLimits.warned,
  'opportunity.survey_approved': sales.surveyApproved,
  'opportunity.survey_rejected': sales.surveyRejected,
  'opportunity.transferred': sales.opportunityAssigned,
  'task.opened': taskOpened,
  'team_member.added': teamMemberAdded,
  'ticket.assigned': ticketAssigned,
  'ticket.created': ticketCreated,
  'ticket.messaged': ticketMessaged,
  'ticket.reopened': ticketReopened,
  'ticket.sla_breached': ticketBreached,
  'ticket.sla_escalated': ticketEscalated,
  'ticket.sla_warning': ticketWarned,
  'user.password_reset_requested': passwordResetRequested,
  'webhook_endpoint.disabled': webhookEndpointDisabled,
};

/** The types of events that reach people. */
export const routedTypes: readonly string[] = Object.keys(routes);

/** How an event of this type reaches people; undefined where it reaches none. */
export function routeOf(type: string): Route | undefined {
  return Object.hasOwn(routes, type) ? routes[type as EventType] : undefined;
}
