import { work } from '@keyline/http';
import { finishHandover } from '../jobs/finish-handovers.ts';

/** How long a handover is gone on with at once, milliseconds of real time: the cron of the next minute does the rest. */
const budget = 20_000;

/** Hands over what was more than one page, without waiting for the next minute. */
export const onHandoverStarted = work({
  on: 'handover.started',
  async run({ event, moment, store, runtime }) {
    const until = runtime.clock.now() + budget;
    await finishHandover(store, moment, event.subjectId, () => runtime.clock.now() < until);
  },
});
