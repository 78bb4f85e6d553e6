import type { Move } from '@keyline/cases';
import { dayInZone } from '../domain/day-in-zone.ts';
import type { OpportunityRow } from '../views.ts';

/** What the guards look at beside the opportunity itself. */
export interface Guarded {
  readonly now: number;
  readonly timeZone: string;
  /** Its auction, if it has one, is for who acts. */
  readonly isOffered: boolean;
}

const day = 24 * 60 * 60 * 1000;

/** The guards that processes of opportunities may name. */
export function guardOf(
  { stageSince, survey }: Pick<OpportunityRow, 'stageSince' | 'survey'>,
  { now, timeZone, isOffered }: Guarded,
): NonNullable<Move['guard']> {
  return (name, { parameters }) => {
    if (name === 'is_eligible') return isOffered;
    if (name === 'survey_is_valid') {
      const validUntil = survey?.found?.validUntil;
      return typeof validUntil === 'string' && dayInZone(now, timeZone) <= validUntil;
    }
    if (name === 'lost_lately') return now - stageSince <= Number(parameters.days) * day;
    return false;
  };
}
