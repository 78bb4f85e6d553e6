import { work } from '@keyline/http';
import { all, changedAlike, first } from '@keyline/store';
import * as moving from '../records/moving-records.ts';
import { opportunitySubject } from '../records/opportunities.ts';
import { partnerSubject } from '../records/partners.ts';

/** How often in a row others may be faster with a page before the message waits. */
const mostLosses = 5;

/** Takes the partners and opportunities of a unit that goes over into another along, page by page. */
export const onOrgUnitMerged = work({
  on: 'org_unit.merged',
  async run({ event, moment, store }) {
    const id = event.subjectId;
    const limit = moving.recordPage;
    for (let losses = 0; losses < mostLosses; ) {
      const { unit, partners, opportunities } = await store.read({
        unit: first(moving.mergedUnit.bind({ id })),
        partners: all(moving.partnersOfUnit.bind({ id, limit })),
        opportunities: all(moving.opportunitiesOfUnit.bind({ id, limit })),
      });
      if (!unit?.mergedIntoId || partners.length + opportunities.length === 0) return;
      const orgUnitId: [string, string] = [id, unit.mergedIntoId];
      const changes = [
        changedAlike(moment, partnerSubject, partners, { orgUnitId }, { type: 'partner.changed' }),
        changedAlike(
          moment,
          opportunitySubject,
          opportunities,
          { orgUnitId },
          { type: 'opportunity.changed' },
        ),
      ];
      losses = (await store.commit({ changes })).committed ? 0 : losses + 1;
    }
    throw new Error('others are faster with the partners and opportunities');
  },
});
