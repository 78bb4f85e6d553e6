import type { Move } from '@keyline/cases';
import { dayAt, type Text } from '@keyline/kernel';
import type { CaseState } from '@keyline/process';
import type { OpportunityRow } from '../views.ts';

/** What the guards look at beside the opportunity itself. */
export interface Guarded {
  readonly now: number;
  readonly timeZone: string;
  /** Its auction, if it has one, is for who acts. */
  readonly isOffered: boolean;
  readonly reopenWithinDays: number;
}

const day = 24 * 60 * 60 * 1000;

/** The guards that processes of opportunities may name. */
export function guardOf(
  { stageSince, survey, processState }: Pick<OpportunityRow, 'stageSince' | 'survey' | 'processState'>,
  { now, timeZone, isOffered, reopenWithinDays }: Guarded,
): NonNullable<Move['guard']> {
  return (name, { parameters }) => {
    if (name === 'is_eligible') return isOffered;
    if (name === 'survey_is_valid') {
      const validUntil = survey?.found?.validUntil;
      return typeof validUntil === 'string' && dayAt(now, timeZone) <= validUntil;
    }
    if (name === 'lost_lately') {
      const days = Number(parameters.days ?? reopenWithinDays);
      return now - stageSince <= days * day || endedBefore(days, dayAt(stageSince, timeZone));
    }
    // Where only the system acts nobody could go on with what is reopened.
    if (name === 'was_unsigned') return (processState as CaseState).path.at(-2) !== 'signed';
    return false;
  };
}

/** Why what ended on this day is not opened again. */
function endedBefore(days: number, endedOn: string): Text {
  return {
    en: `It ended on ${endedOn}, and is reopened only within ${days} days: report it anew.`,
    'zh-CN': `该商机已于 ${endedOn} 结束，仅可在 ${days} 天内重新打开，请重新报备商机。`,
  };
}
