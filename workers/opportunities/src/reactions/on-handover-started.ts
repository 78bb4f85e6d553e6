import { work } from '@keyline/http';
import { all, changedAlike, first } from '@keyline/store';
import * as moving from '../records/moving-records.ts';
import { opportunitySubject } from '../records/opportunities.ts';
import { partnerSubject } from '../records/partners.ts';

/** How often in a row others may be faster with a page before the message waits. */
const mostLosses = 5;

/**
 * Hands over the partners and opportunities of a leaver, page by page, to whoever the handover leads to by now. The
 * handover is done when none is left; one that has stopped is left alone. While its successor cannot act, the message
 * waits.
 */
export const onHandoverStarted = work({
  on: ['handover.started', 'handover.redirected'],
  async run({ event, moment, store }) {
    const handoverId = event.subjectId;
    const limit = moving.recordPage;
    for (let losses = 0; losses < mostLosses; ) {
      const { handover, partners, opportunities } = await store.read({
        handover: first(moving.handoverById.bind({ id: handoverId })),
        partners: all(moving.partnersOfLeaver.bind({ handoverId, limit })),
        opportunities: all(moving.opportunitiesOfLeaver.bind({ handoverId, limit })),
      });
      if (handover?.state !== 'running' || partners.length + opportunities.length === 0) return;
      const { userId, toUserId, version, successorActs } = handover;
      if (!successorActs) throw new Error('the successor cannot act');
      const ownerId: [string, string] = [userId, toUserId];
      const outcome = await store.commit({
        changes: [
          changedAlike(moment, partnerSubject, partners, { ownerId }, { type: 'partner.changed' }),
          changedAlike(
            moment,
            opportunitySubject,
            opportunities,
            { ownerId },
            { type: 'opportunity.changed' },
          ),
        ],
        musts: [moving.mustStillRun.bind({ id: handoverId, version })],
      });
      losses = outcome.committed ? 0 : losses + 1;
    }
    throw new Error('others are faster with the partners and opportunities');
  },
});
