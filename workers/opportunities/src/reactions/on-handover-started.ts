import { follower, followsOwner } from '@keyline/cases';
import * as moving from '../records/moving-records.ts';
import { opportunitySubject } from '../records/opportunities.ts';
import { partnerSubject } from '../records/partners.ts';

/** The partners and opportunities of a leaver go to his successor. */
export const onHandoverStarted = followsOwner(
  follower({
    subject: partnerSubject,
    type: 'partner.changed',
    find: (of) => moving.partnersOfLeaver.bind(of),
  }),
  follower({
    subject: opportunitySubject,
    type: 'opportunity.changed',
    find: (of) => moving.opportunitiesOfLeaver.bind(of),
  }),
);
