import { recountOf, recountsLimits } from '@keyline/cases';
import { caseMoving, casesByIds } from '../records/cases.ts';

/** The limits of cases are counted anew. */
export const onCalendarYearLoaded = recountsLimits(
  recountOf({ moving: caseMoving, byIds: casesByIds, told: 'case.due_moved' }),
);
