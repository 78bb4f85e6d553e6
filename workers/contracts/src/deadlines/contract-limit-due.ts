import { limitDue } from '@keyline/cases';
import { contractById, contractMoving } from '../records/contracts.ts';

/** The limit of a contract's stage, or of a step of its review, passes: warning, breach, escalations. */
export const contractLimitDue = limitDue(contractMoving, contractById, {
  warning: 'contract.stage_warned',
  breach: 'contract.stage_overdue',
  escalation: 'contract.stage_escalated',
});
