import { recountOf, recountsLimits } from '@keyline/cases';
import { contractMoving, contractsByIds } from '../records/contracts.ts';

/** The limits of contracts are counted anew. */
export const onCalendarYearLoaded = recountsLimits(
  recountOf({ moving: contractMoving, byIds: contractsByIds, told: 'contract.due_moved' }),
);
