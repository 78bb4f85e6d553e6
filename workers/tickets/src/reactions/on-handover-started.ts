import { follower, followsOwner } from '@keyline/cases';
import { ticketsOfLeaver } from '../records/moving-tickets.ts';
import { ticketSubject } from '../records/tickets.ts';

/** The tickets of a leaver go to his successor. */
export const onHandoverStarted = followsOwner(
  follower({
    subject: ticketSubject,
    type: 'ticket.changed',
    find: (of) => ticketsOfLeaver.bind(of),
  }),
);
