import { limitDue } from '@keyline/cases';
import { caseById, caseMoving } from '../records/cases.ts';

/** The limit of a case's stage, or of a step of its approval, passes: warning, breach, escalations. */
export const caseLimitDue = limitDue(caseMoving, caseById, {
  warning: 'case.warned',
  breach: 'case.overdue',
  escalation: 'case.escalated',
});
