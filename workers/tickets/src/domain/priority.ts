/** How much the customer's work is hurt, and how soon it has to be mended. */
export const levels = ['high', 'medium', 'low'] as const;
export type Level = (typeof levels)[number];

export const priorities = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];

const matrix = [
  ['urgent', 'high', 'normal'],
  ['high', 'normal', 'low'],
  ['normal', 'low', 'low'],
] as const satisfies readonly (readonly Priority[])[];

/** What of an account raises the priority of its tickets. */
export interface Importance {
  readonly grade: string;
  readonly strategic: boolean;
}

/** The priority by impact (rows) and urgency (columns); one step higher for strategic and A accounts. */
export function priorityOf(impact: Level, urgency: Level, account?: Importance): Priority {
  const plain = matrix[levels.indexOf(impact)]?.[levels.indexOf(urgency)] ?? 'normal';
  const raised = account !== undefined && (account.strategic || ['strategic', 'A'].includes(account.grade));
  return raised ? (priorities[Math.max(0, priorities.indexOf(plain) - 1)] ?? plain) : plain;
}
