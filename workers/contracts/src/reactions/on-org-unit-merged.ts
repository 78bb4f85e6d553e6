import { follower, followsUnit } from '@keyline/cases';
import { contractSubject } from '../records/contracts.ts';
import { contractsOfUnit } from '../records/moving-contracts.ts';

/** Takes the contracts of a unit that goes over into another along. */
export const onOrgUnitMerged = followsUnit(
  follower({
    subject: contractSubject,
    type: 'contract.changed',
    find: (of) => contractsOfUnit.bind(of),
  }),
);
