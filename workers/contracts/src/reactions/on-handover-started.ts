import { work } from '@keyline/http';
import { all, changedAlike, first } from '@keyline/store';
import { contractSubject } from '../records/contracts.ts';
import { contractPage, contractsOfLeaver, handoverById, mustStillRun } from '../records/moving-contracts.ts';

/** How often in a row others may be faster with a page before the message waits. */
const mostLosses = 5;

/**
 * Hands over the contracts of a leaver, page by page, to whoever the handover leads to by now. The handover is done when
 * none is left; one that has stopped is left alone. While its successor cannot act, the message waits.
 */
export const onHandoverStarted = work({
  on: ['handover.started', 'handover.redirected'],
  async run({ event, moment, store }) {
    const handoverId = event.subjectId;
    for (let losses = 0; losses < mostLosses; ) {
      const { handover, contracts } = await store.read({
        handover: first(handoverById.bind({ id: handoverId })),
        contracts: all(contractsOfLeaver.bind({ handoverId, limit: contractPage })),
      });
      if (handover?.state !== 'running' || contracts.length === 0) return;
      const { userId, toUserId, version, successorActs } = handover;
      if (!successorActs) throw new Error('the successor cannot act');
      const ownerId: [string, string] = [userId, toUserId];
      const outcome = await store.commit({
        changes: [
          changedAlike(moment, contractSubject, contracts, { ownerId }, { type: 'contract.changed' }),
        ],
        musts: [mustStillRun.bind({ id: handoverId, version })],
      });
      losses = outcome.committed ? 0 : losses + 1;
    }
    throw new Error('others are faster with the contracts');
  },
});
