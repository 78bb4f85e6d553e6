import { work } from '@keyline/http';
import { finishMerge } from '../jobs/finish-merges.ts';

/** How long a merge is gone on with at once, milliseconds of real time: the cron of the next minute does the rest. */
const budget = 20_000;

/** Takes the accounts of a unit that goes over into another along, without waiting for the next minute. */
export const onOrgUnitMerged = work({
  on: 'org_unit.merged',
  async run({ event, moment, store, runtime }) {
    const until = runtime.clock.now() + budget;
    await finishMerge(store, moment, event.subjectId, () => runtime.clock.now() < until);
  },
});
