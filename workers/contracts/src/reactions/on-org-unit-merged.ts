import { work } from '@keyline/http';
import { all, changedAlike, first } from '@keyline/store';
import { contractSubject } from '../records/contracts.ts';
import { contractPage, contractsOfUnit, mergedUnit } from '../records/moving-contracts.ts';

/** How often in a row others may be faster with a page before the message waits. */
const mostLosses = 5;

/** Takes the contracts of a unit that goes over into another along, page by page. */
export const onOrgUnitMerged = work({
  on: 'org_unit.merged',
  async run({ event, moment, store }) {
    const id = event.subjectId;
    for (let losses = 0; losses < mostLosses; ) {
      const { unit, contracts } = await store.read({
        unit: first(mergedUnit.bind({ id })),
        contracts: all(contractsOfUnit.bind({ id, limit: contractPage })),
      });
      if (!unit?.mergedIntoId || contracts.length === 0) return;
      const orgUnitId: [string, string] = [id, unit.mergedIntoId];
      const changes = [
        changedAlike(moment, contractSubject, contracts, { orgUnitId }, { type: 'contract.changed' }),
      ];
      losses = (await store.commit({ changes })).committed ? 0 : losses + 1;
    }
    throw new Error('others are faster with the contracts');
  },
});
