/** What of a contract decides on its opportunity. */
export interface ContractStanding {
  readonly stage: string;
  /** Since when it is effective, or was; null: it never was. */
  readonly effectiveAt: number | null;
  /** Another contract of the same opportunity is effective. */
  readonly isReplaced: boolean;
}

/**
 * What the system does with an opportunity because of its contract as it is now, whatever was heard first: it is
 * signed when the contract becomes effective, and lost when that is terminated before the opportunity brings revenue,
 * unless another contract of it is effective.
 */
export function stepAfterContract(
  opportunityStage: string,
  { stage, effectiveAt, isReplaced }: ContractStanding,
): 'sign' | 'end-signed' | undefined {
  if (opportunityStage === 'preparing' && effectiveAt !== null) return 'sign';
  return opportunityStage === 'signed' && stage === 'terminated' && !isReplaced ? 'end-signed' : undefined;
}
