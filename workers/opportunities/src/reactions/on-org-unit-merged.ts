import { work } from '@keyline/http';
import { all, changedAlike, first } from '@keyline/store';
import { mergedUnit, partnerPage, partnersOfUnit } from '../records/moving-partners.ts';
import { partnerSubject } from '../records/partners.ts';

/** How often in a row others may be faster with a page before the message waits. */
const mostLosses = 5;

/** Takes the partners of a unit that goes over into another along, page by page. */
export const onOrgUnitMerged = work({
  on: 'org_unit.merged',
  async run({ event, moment, store }) {
    const id = event.subjectId;
    for (let losses = 0; losses < mostLosses; ) {
      const { unit, partners } = await store.read({
        unit: first(mergedUnit.bind({ id })),
        partners: all(partnersOfUnit.bind({ id, limit: partnerPage })),
      });
      if (!unit?.mergedIntoId || partners.length === 0) return;
      const orgUnitId: [string, string] = [id, unit.mergedIntoId];
      const changes = [
        changedAlike(moment, partnerSubject, partners, { orgUnitId }, { type: 'partner.changed' }),
      ];
      losses = (await store.commit({ changes })).committed ? 0 : losses + 1;
    }
    throw new Error('others are faster with the partners');
  },
});
