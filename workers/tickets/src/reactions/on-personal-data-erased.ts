import { reaction } from '@keyline/http';
import { all, changed, erasedPrivates } from '@keyline/store';
import { ticketsToForget } from '../records/callers-erased.ts';
import { ticketSubject } from '../records/tickets.ts';

/** What happened to a ticket stays; the event does not say who called, and neither does any before it. */
const subject = { ...ticketSubject, logged: () => ({}) };

/** A person is erased: tickets no longer tell that it was he who called. */
export const onPersonalDataErased = reaction({
  on: 'personal_data.erased',
  load: ({ eventId }) => ({ tickets: all(ticketsToForget.bind({ eventId })) }),
  decide({ loaded: { tickets }, moment }) {
    const nobody = { callerName: null, callerPhone: null };
    const event = { type: 'ticket.caller_erased', facts: {} };
    return {
      before: tickets.map(({ id }) => erasedPrivates(id)),
      changes: tickets.map((ticket) => changed(moment, subject, ticket, nobody, event)),
    };
  },
});
