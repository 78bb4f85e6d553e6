import type { EventType } from '@keyline/protocol';

/** What the event log calls each action of the standard process. */
const byAction: Readonly<Record<string, EventType>> = {
  submit: 'opportunity.submitted',
  keep: 'opportunity.assigned',
  recall: 'opportunity.recalled',
  return: 'opportunity.returned',
  reject: 'opportunity.rejected',
  assign: 'opportunity.assigned',
  'open-auction': 'opportunity.auction_opened',
  'extend-auction': 'opportunity.auction_extended',
  'cancel-auction': 'opportunity.auction_cancelled',
  'end-auction': 'opportunity.auction_ended',
  claim: 'opportunity.awarded',
  'request-survey': 'opportunity.survey_requested',
  'approve-survey': 'opportunity.survey_approved',
  'reject-survey': 'opportunity.survey_rejected',
  'request-confirmation': 'opportunity.confirmation_requested',
  'send-back': 'opportunity.sent_back',
  'add-reviewer': 'opportunity.reviewer_added',
  transfer: 'opportunity.transferred',
  reopen: 'opportunity.reopened',
};

/** And those that tell more by where they lead: other domains rely on these, whatever a tenant calls its actions. */
const byStage: Readonly<Record<string, EventType>> = {
  preparing: 'opportunity.confirmed',
  signed: 'opportunity.signed',
  converted: 'opportunity.converted',
  lost: 'opportunity.lost',
  abandoned: 'opportunity.abandoned',
};

/** The type of the event that a move writes. */
export function eventOfMove({
  action,
  from,
  to,
  kind,
}: {
  readonly action: string | null;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
}): EventType {
  const named = action === null ? undefined : byAction[action];
  if (named !== undefined) return named;
  if (from === to) return kind === 'approved' ? 'opportunity.approved' : 'opportunity.acted';
  return byStage[to] ?? 'opportunity.moved';
}
