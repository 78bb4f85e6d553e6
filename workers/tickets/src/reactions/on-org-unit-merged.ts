import { follower, followsUnit } from '@keyline/cases';
import { ticketsOfUnit } from '../records/moving-tickets.ts';
import { ticketSubject } from '../records/tickets.ts';

/** The tickets of a unit that goes over into another follow. */
export const onOrgUnitMerged = followsUnit(
  follower({
    subject: ticketSubject,
    type: 'ticket.changed',
    find: (of) => ticketsOfUnit.bind(of),
  }),
);
