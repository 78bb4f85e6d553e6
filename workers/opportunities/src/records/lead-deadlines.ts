import { type Bound, cancelDeadlines, type NewDeadline } from '@keyline/store';
import type { LeadRow } from '../views/leads.ts';

/** The kind of deadline at which a lead expires with which nobody has dealt. */
export const leadExpiry = 'lead.expires';

/** When a lead expires. */
export function leadExpires({ id, accountId, expiresAt }: LeadRow): NewDeadline {
  return {
    ...{ worker: 'opportunities', kind: leadExpiry, subject: { type: 'lead', id } },
    ...{ accountId, dueAt: expiresAt },
  };
}

/** What has been dealt with does not expire. */
export function expiryCalledOff({ id }: Pick<LeadRow, 'id'>): Bound {
  return cancelDeadlines({ type: 'lead', id }, leadExpiry);
}
