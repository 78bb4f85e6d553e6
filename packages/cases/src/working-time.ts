import { addWorking, type Calendar, workingBetween } from '@keyline/calendar';
import type { WorkingTime } from '@keyline/process/engine';

/** A calendar as limits count by it: whole minutes. */
export function workingTimeOf(calendar: Calendar): WorkingTime {
  return {
    add: (from, minutes) => addWorking(calendar, from, minutes * 60),
    between: (from, to) => (to <= from ? 0 : Math.floor(workingBetween(calendar, from, to) / 60)),
  };
}
