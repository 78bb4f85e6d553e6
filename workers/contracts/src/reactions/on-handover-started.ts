import { follower, followsOwner } from '@keyline/cases';
import { contractSubject } from '../records/contracts.ts';
import { contractsOfLeaver } from '../records/moving-contracts.ts';

/** Hands the open contracts of a leaver over to his successor; those that have ended stay his. */
export const onHandoverStarted = followsOwner(
  follower({
    subject: contractSubject,
    type: 'contract.changed',
    find: (of) => contractsOfLeaver.bind(of),
  }),
);
