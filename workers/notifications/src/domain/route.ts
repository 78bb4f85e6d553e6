import type { Text } from '@keyline/kernel';
import type { EventData } from '@keyline/schema';

/** Whom a message is for, found from the event and the records as they are now. */
export type Audience =
  | 'account_owner'
  | 'administrators'
  | 'case_reached'
  | 'contract_owner'
  | 'contract_parties'
  | 'contract_reached'
  | 'import_owners'
  | 'invited_user'
  | 'lead_reached'
  | 'lead_submitters'
  | 'new_owner'
  | 'new_team_member'
  | 'opportunity_offered'
  | 'opportunity_reached'
  | 'opportunity_told'
  | 'password_forgetter'
  | 'successor'
  | 'task_parties'
  | 'ticket_owner'
  | 'ticket_reached';

/** What links of messages are for. */
export type LinkPurpose = 'invitation' | 'password_reset';

/**
 * From an event to people: who hears of it, by which channels, in which words. Places that every text may have:
 * `{actor}` who did it, `{account}`, `{tenant}`, `{user}` who reads it, and `{link}` in mails with one; further ones
 * are the audience's facts.
 */
export interface Route {
  readonly to: Audience;
  /** Which events of the type; absent: all. */
  readonly when?: (data: EventData) => boolean;
  readonly inbox?: { readonly title: Text; readonly text: Text };
  readonly email?: { readonly subject: Text; readonly text: Text; readonly link?: LinkPurpose };
  readonly sms?: Text;
}
