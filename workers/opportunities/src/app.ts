import type { Domain } from '@keyline/http';
import { acceptLead } from './commands/accept-lead.ts';
import { activatePartner } from './commands/activate-partner.ts';
import { answerLead } from './commands/answer-lead.ts';
import { changeOpportunity } from './commands/change-opportunity.ts';
import { changePartner } from './commands/change-partner.ts';
import { createOpportunity } from './commands/create-opportunity.ts';
import { createPartner } from './commands/create-partner.ts';
import { endPartner } from './commands/end-partner.ts';
import { moveOpportunity } from './commands/move-opportunity.ts';
import { rejectLead } from './commands/reject-lead.ts';
import { requestLeadInformation } from './commands/request-lead-information.ts';
import { submitLead } from './commands/submit-lead.ts';
import { suspendPartner } from './commands/suspend-partner.ts';
import { auctionEnds } from './deadlines/auction-ends.ts';
import { leadExpired } from './deadlines/lead-expires.ts';
import { leadLimitDue } from './deadlines/lead-limit-due.ts';
import { opportunityLimitDue } from './deadlines/opportunity-limit-due.ts';
import { env } from './env.ts';
import { runImports } from './jobs/run-imports.ts';
import { getAuction } from './queries/get-auction.ts';
import { getLead } from './queries/get-lead.ts';
import { getOpportunity } from './queries/get-opportunity.ts';
import { getPartner } from './queries/get-partner.ts';
import { listLeadActions } from './queries/list-lead-actions.ts';
import { listLeads } from './queries/list-leads.ts';
import { listOpportunities } from './queries/list-opportunities.ts';
import { listOpportunityActions } from './queries/list-opportunity-actions.ts';
import { listOpportunityCategories } from './queries/list-opportunity-categories.ts';
import { listPartners } from './queries/list-partners.ts';
import { onCalendarYearLoaded } from './reactions/on-calendar-year-loaded.ts';
import { onContractEffective } from './reactions/on-contract-effective.ts';
import { onDealEnded } from './reactions/on-deal-ended.ts';
import { onDealWaiting } from './reactions/on-deal-waiting.ts';
import { onHandoverStarted } from './reactions/on-handover-started.ts';
import { onImportRequested } from './reactions/on-import-requested.ts';
import { onOrgUnitMerged } from './reactions/on-org-unit-merged.ts';
import { onPersonalDataErased } from './reactions/on-personal-data-erased.ts';

/** The opportunities Worker: partners; leads, opportunities and ICT projects as they come. */
export const domain: Domain = {
  name: 'opportunities',
  env,
  jobs: [runImports],
  deadlines: [opportunityLimitDue, auctionEnds, leadLimitDue, leadExpired],
  reactions: [
    onCalendarYearLoaded,
    onContractEffective,
    onDealEnded,
    onDealWaiting,
    onImportRequested,
    onHandoverStarted,
    onOrgUnitMerged,
    onPersonalDataErased,
  ],
  operations: [
    createPartner,
    listPartners,
    getPartner,
    changePartner,
    activatePartner,
    suspendPartner,
    endPartner,
    submitLead,
    listLeads,
    getLead,
    listLeadActions,
    acceptLead,
    rejectLead,
    requestLeadInformation,
    answerLead,
    listOpportunityCategories,
    createOpportunity,
    listOpportunities,
    getOpportunity,
    changeOpportunity,
    moveOpportunity,
    listOpportunityActions,
    getAuction,
  ],
};
