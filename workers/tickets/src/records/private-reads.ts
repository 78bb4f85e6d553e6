import { type FactDraft, type Moment, type PrivateRead, privateReads } from '@keyline/store';

interface ReadTicket extends PrivateRead {
  readonly callerPhone: string | null;
  /** Whether it is shown as it is. */
  readonly privateReadable: boolean;
}

export const privateReadType = 'ticket.private_read';

/** What the log has to tell of tickets whose caller's number is shown unmasked. */
export function ticketReads(moment: Moment, tickets: readonly ReadTicket[]): FactDraft[] {
  const shown = tickets.filter(({ callerPhone, privateReadable }) => callerPhone !== null && privateReadable);
  return privateReads(moment, { type: privateReadType, subjectType: 'ticket' }, shown);
}
