import { follower, followsUnit } from '@keyline/cases';
import { leadSubject } from '../records/leads.ts';
import * as moving from '../records/moving-records.ts';
import { opportunitySubject } from '../records/opportunities.ts';
import { partnerSubject } from '../records/partners.ts';

/** The partners, leads and opportunities of a unit that goes over into another follow. */
export const onOrgUnitMerged = followsUnit(
  follower({
    subject: partnerSubject,
    type: 'partner.changed',
    find: (of) => moving.partnersOfUnit.bind(of),
  }),
  follower({
    subject: leadSubject,
    type: 'lead.changed',
    find: (of) => moving.leadsOfUnit.bind(of),
  }),
  follower({
    subject: opportunitySubject,
    type: 'opportunity.changed',
    find: (of) => moving.opportunitiesOfUnit.bind(of),
  }),
);
